// cat: copies files, or standard input where the name is "-" or there is none, to standard output.
//
// What goes wrong is said on stderr with the file's name and the error's, the other files are still copied, and the
// exit status is 1, as with coreutils. Interrupted calls are repeated, partial writes continued.
#include <kcall/arguments.hpp>
#include <kcall/error_text.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>
#include <kcall/write_all.hpp>

namespace {

using kcall::const_buffer;
using kcall::errc;
using kcall::fd;
using kcall::static_text;

// What coreutils found to be enough for a copy to be bound by memory and not by calls.
constexpr kcall::size_t buffer_size = 128 * 1024;

/// "cat: about: ENOENT": one write, so that it stays whole among other programs' messages.
void complain(const_buffer about, const_buffer what) {
  using kcall::iovec_for_write;
  const kcall::iovec message[] = {iovec_for_write("cat: "), iovec_for_write(about), iovec_for_write(": "),
                                  iovec_for_write(what), iovec_for_write("\n")};
  static_cast<void>(kcall::writev(kcall::stderr_fd, message));
}

void complain(const_buffer about, errc error) { complain(about, kcall::name_or_number(error)); }

/// Whether copying `in` to `out` would never end, because what is written will be read: the same regular file, and not
/// yet at its end.
bool feeds_itself(fd in, const kcall::stat_t& out) {
  const auto from = kcall::fstat(in);
  if (!from || !kcall::is_regular(from->st_mode)) return false;
  if (from->st_dev != out.st_dev || from->st_ino != out.st_ino) return false;
  const auto position = kcall::lseek(in, 0, kcall::seek::cur);
  return position && static_cast<kcall::int64_t>(*position) < from->st_size;
}

/// Copies all of `from`; false if it said what went wrong.
bool copy(fd from, static_text name, const kcall::stat_t& out, char* buffer) {
  if (feeds_itself(from, out)) {
    complain(name, "input file is output file");
    return false;
  }
  for (;;) {
    const auto got = kcall::read_some(from, {buffer, buffer_size});
    if (!got) {
      complain(name, got.error());
      return false;
    }
    if (*got == 0) return true;
    if (const auto written = kcall::write_all(kcall::stdout_fd, {buffer, *got}); !written) {
      // Nothing more can be copied, whatever else was asked for.
      complain("standard output", written.error());
      kcall::exit_group(1);
    }
  }
}

/// Whether a word has options and no operand: a dash, and not that alone.
bool has_options(static_text word) { return word[0] == '-' && word != "-"; }

/// Whether all of them are -u. POSIX: unbuffered, which this is anyway.
bool all_known(static_text options) {
  kcall::size_t i = 1;
  while (options[i] == 'u') ++i;
  return i == options.size();
}

bool copy_named(static_text name, const kcall::stat_t& out, char* buffer) {
  if (name == "-") return copy(kcall::stdin_fd, name, out, buffer);
  kcall::result<fd> opened = errc::eintr;
  while (opened == errc::eintr) opened = kcall::open(name, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
  if (!opened) {
    complain(name, opened.error());
    return false;
  }
  const kcall::unique_fd file{*opened};
  return copy(file, name, out, buffer);
}

}  // namespace

int main(int argc, char** argv) {
  const kcall::arguments words{argc, argv};
  // Where an option is wrong, nothing is copied, whatever stands before it.
  for (const static_text word : words) {
    if (word == "--") break;
    if (has_options(word) && !all_known(word)) {
      complain(word, "no such option; usage: cat [-u] [--] [FILE]...");
      return 1;
    }
  }
  // Before any file is opened: with standard output closed, the first one would take its number.
  const auto out = kcall::fstat(kcall::stdout_fd);
  if (!out) {
    complain("standard output", out.error());
    return 1;
  }
  char buffer[buffer_size];
  bool good = true;
  bool options = true;
  bool named = false;
  for (const static_text word : words) {
    if (options && has_options(word)) {
      if (word == "--") options = false;
      continue;
    }
    named = true;
    good = copy_named(word, *out, buffer) && good;
  }
  if (!named) good = copy(kcall::stdin_fd, {"-", 1}, *out, buffer);
  return good ? 0 : 1;
}
