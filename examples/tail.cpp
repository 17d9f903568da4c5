// tail: shows the last lines or bytes of files, or of standard input where the name is "-" or there is none, and with
// -f what is added to them from then on.
//
// Files are read from their end, whatever their size; of pipes, no more is kept than may be last. As with coreutils,
// -f goes on with a file that has been cut from its beginning, and follows the open file, whatever becomes of its name
// (-F is missing). Exit status: 0; 1 if something could not be read or written, or the options are wrong.
#include "tail/amount.hpp"
#include "tail/follow.hpp"
#include "tail/last.hpp"

#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/options.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/writer.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::int64_t;
using kcall::result;
using kcall::size_t;
using kcall::static_text;
using kcall::uint64_t;

constexpr char help[] =
    "usage: tail [OPTION]... [FILE]...\n"
    "Shows the last 10 lines of each FILE, or of standard input.\n"
    "  -c, --bytes=[+]NUMBER  the last NUMBER bytes, or with + all from that byte on\n"
    "  -n, --lines=[+]NUMBER  the last NUMBER lines, or with + all from that line on\n"
    "  -f, --follow           go on with what is added\n"
    "      --pid=PROCESS      with -f, end when that process has ended\n"
    "  -q, --quiet            never show names\n"
    "      --silent           the same\n"
    "  -v, --verbose          always show names\n"
    "      --help             print this\n"
    "NUMBER may have a suffix: b 512, K 1024, kB 1000, M, MB, G, GB, T, TB.\n";

enum class headers { several, always, never };

/// Below this size a file is read like a pipe: what the seeks would save, they cost. And files in /proc and /sys do not
/// tell their sizes.
constexpr int64_t small_file = 65536;

class program {
 public:
  tail::amount wanted;
  headers names = headers::several;
  bool follow = false;
  kcall::pid process;

  program() : out_(kcall::stdout_fd, storage_) {}

  /// Shows a file and, with -f, remembers it.
  void show(const char* name);
  /// Goes on as long as there is something to follow; the exit status.
  int end();

 private:
  static bool is_input(const char* name) { return static_text(name) == "-"; }
  static const char* shown(const char* name) { return is_input(name) ? "standard input" : name; }

  void complain(const char* name, errc error) {
    static_cast<void>(out_.flush());
    kcall::report("tail", shown(name), error);
    status_ = 1;
  }
  void header(const char* name);
  void write(kcall::const_buffer bytes);
  result<void> show(fd file, const kcall::stat_t& status);
  result<void> skip(fd file);
  result<uint64_t> copy(fd file, bool with_header, const char* name);
  void look(tail::followed& f);

  int status_ = 0;
  bool first_ = true;
  const char* last_named_ = nullptr;
  growing::list<tail::followed> files_;
  kcall::writer out_;
  char storage_[4096];
  char block_[65536];
};

/// Nothing more can be shown, whatever else was asked for.
[[noreturn]] void fail(errc error) {
  kcall::report("tail", "standard output", error);
  kcall::exit_group(1);
}

void program::write(kcall::const_buffer bytes) {
  if (const auto done = out_.write(bytes); !done) fail(done.error());
}

void program::header(const char* name) {
  if (names != headers::always) return;
  const auto done = kcall::print(out_, "{}==> {} <==\n", first_ ? "" : "\n", shown(name));
  if (!done) fail(done.error());
  first_ = false;
  last_named_ = name;
}

/// Copies the rest of a file; how many bytes that was. The header comes before them, if there are any.
result<uint64_t> program::copy(fd file, bool with_header, const char* name) {
  uint64_t copied = 0;
  for (;;) {
    const auto got = kcall::read_some(file, block_);
    // eagain: nothing there for now, in a pipe that somebody has made not to block.
    if (got == errc::eagain && copied != 0) return copied;
    if (!got) return got.error();
    if (*got == 0) return copied;
    if (with_header && copied == 0 && last_named_ != name) header(name);
    write({block_, *got});
    copied += *got;
    if (with_header && *got < sizeof block_) return copied;
  }
}

/// Leaves out what comes before the wanted line or byte, and writes what was read beyond.
result<void> program::skip(fd file) {
  uint64_t left = wanted.count == 0 ? 0 : wanted.count - 1;
  while (left != 0) {
    const auto got = kcall::read_some(file, block_);
    if (!got) return got.error();
    if (*got == 0) break;
    size_t at = 0;
    KCALL_POINTER_ARITHMETIC_BEGIN
    if (!wanted.lines) {
      at = left < *got ? static_cast<size_t>(left) : *got;
      left -= at;
    }
    for (; wanted.lines && left != 0 && at < *got; ++at) {
      at += kcall::detail::find_byte(block_ + at, *got - at, '\n');
      if (at == *got) break;
      --left;
    }
    if (at < *got) write({block_ + at, *got - at});
    KCALL_POINTER_ARITHMETIC_END
  }
  return {};
}

result<void> program::show(fd file, const kcall::stat_t& status) {
  // Where it is now counts, too: standard input may have been read from before.
  const bool large = kcall::is_regular(status) && status.st_size > small_file;
  const auto begin = large ? kcall::lseek(file, 0, kcall::seek::cur) : result<int64_t>(errc::espipe);
  if (wanted.from_start) {
    const auto bytes = static_cast<int64_t>(wanted.count == 0 ? 0 : wanted.count - 1);
    if (wanted.lines || !begin || *begin > status.st_size) {
      if (const auto skipped = skip(file); !skipped) return skipped;
    } else {
      const bool beyond = bytes < 0 || bytes > status.st_size - *begin;
      const auto moved = kcall::lseek(file, beyond ? status.st_size : *begin + bytes, kcall::seek::set);
      if (!moved) return moved.error();
    }
  } else if (begin && *begin < status.st_size) {
    const int64_t there = status.st_size - *begin;
    const auto count = static_cast<int64_t>(wanted.count);
    const auto start = wanted.lines ? tail::last_lines(file, *begin, status.st_size, wanted.count, block_)
                       : count < 0 || count > there ? begin
                                                    : result<int64_t>(status.st_size - count);
    if (!start) return start.error();
    if (const auto moved = kcall::lseek(file, *start, kcall::seek::set); !moved) return moved.error();
  } else {
    tail::kept last;
    if (const auto done = last.read(file, wanted); !done) return done;
    write(last.bytes());
    return {};
  }
  const auto copied = copy(file, false, nullptr);
  return copied ? result<void>() : result<void>(copied.error());
}

void program::show(const char* name) {
  fd file = kcall::stdin_fd;
  if (!is_input(name)) {
    auto opened = kcall::open(name, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
    // A pipe without a writer waits, and signals interrupt that.
    while (opened == errc::eintr) opened = kcall::open(name, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
    if (!opened) return complain(name, opened.error());
    file = *opened;
  }
  header(name);
  kcall::stat_t status;
  auto done = kcall::fstat(file, status);
  if (done) done = show(file, status);
  if (!done) complain(name, done.error());
  // Of a pipe on standard input the end has been seen.
  const bool piped = !done || (is_input(name) && (kcall::is_fifo(status) || kcall::is_socket(status)));
  if (!follow || piped || kcall::is_directory(status)) {
    if (!is_input(name)) static_cast<void>(kcall::close(file));
    return;
  }
  const auto position = kcall::lseek(file, 0, kcall::seek::cur);
  const bool regular = kcall::is_regular(status) && position.has_value();
  const auto added = files_.add({name, file, regular ? *position : 0, regular, false, {}});
  if (!added) complain(name, added.error());
}

/// Shows what has been added to a file since it was looked at last.
void program::look(tail::followed& f) {
  if (f.regular) {
    kcall::stat_t now;
    if (const auto seen = kcall::fstat(f.file, now); !seen) return complain(f.name, seen.error());
    if (now.st_size < f.position) {
      static_cast<void>(out_.flush());
      kcall::report("tail", shown(f.name), "file truncated");
      f.position = kcall::lseek(f.file, 0, kcall::seek::set).value_or(0);
    }
    if (now.st_size == f.position) return;
  }
  const auto copied = copy(f.file, true, f.name);
  if (copied) f.position += static_cast<int64_t>(*copied);
  f.idle = !f.regular && (!copied || *copied == 0);
  if (!copied && copied != errc::eagain) complain(f.name, copied.error());
  if (const auto done = out_.flush(); !done) fail(done.error());
}

int program::end() {
  if (const auto done = out_.flush(); !done) fail(done.error());
  if (files_.size() == 0) return status_;
  tail::waiter changes;
  changes.prepare(files_, process);
  // What was added before it was watched; later, what was added before the process ended.
  const auto look_at_all = [this] {
    for (tail::followed& f : files_) {
      if (f.regular) look(f);
    }
  };
  look_at_all();
  while (!changes.over()) {
    const auto done = changes.wait(files_, [this](tail::followed& f) { look(f); });
    if (!done) {
      complain("waiting for changes", done.error());
      return status_;
    }
  }
  look_at_all();
  return status_;
}

bool set_amount(tail::amount& wanted, static_text text, bool lines) {
  wanted.lines = lines;
  wanted.from_start = text[0] == '+';
  KCALL_POINTER_ARITHMETIC_BEGIN
  const auto count = tail::parse_size(text[0] == '+' || text[0] == '-' ? text.data() + 1 : text.data());
  KCALL_POINTER_ARITHMETIC_END
  wanted.count = count.value_or(0);
  if (!count) kcall::report("tail", text, count.error());
  return count.has_value();
}

bool set_process(kcall::pid& process, static_text text) {
  const auto number = kcall::parse<int>(text);
  if (number && *number >= 0) {
    process = kcall::pid{*number};
    return true;
  }
  kcall::report("tail", text, number ? errc::einval : number.error());
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  program tail;
  // Before any file is opened: with standard output closed, the first one would take its number.
  if (const auto out = kcall::fcntl_getfd(kcall::stdout_fd); !out) fail(out.error());
  kcall::options in{argc, argv, help};
  size_t operands = 0;
  headers names = headers::several;
  while (const int option = in.next()) {
    switch (option) {
      case 'c':
      case 'n':
        if (!set_amount(tail.wanted, in.value(), option == 'n')) return 1;
        break;
      case 'f':
        tail.follow = true;
        break;
      case kcall::long_option(help, "pid"):
        if (!set_process(tail.process, in.value())) return 1;
        break;
      case 'q':
      case kcall::long_option(help, "silent"):
        names = headers::never;
        break;
      case 'v':
        names = headers::always;
        break;
      case kcall::long_option(help, "help"):
        return kcall::print(kcall::stdout_fd, "{}", in.help()) ? 0 : 1;
      case kcall::options::operand:
        ++operands;
        break;
      default:
        kcall::report("tail", in.name(), in.complaint());
        return 1;
    }
  }
  tail.names = names == headers::several && operands > 1 ? headers::always : names;
  if (operands == 0) tail.show("-");
  kcall::options again{argc, argv, help};
  while (const int option = again.next()) {
    if (option == kcall::options::operand) tail.show(again.value().data());
  }
  return tail.end();
}
