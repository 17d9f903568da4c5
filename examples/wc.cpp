// wc: counts lines, words and bytes of files, or of standard input where the name is "-" or there is none.
//
// As coreutils' wc in the C locale: a word is made of the characters ! to ~, and other bytes that are not white space
// neither begin nor end one. Exit status: 0; 1 if something could not be read or written, which is said on stderr with
// the file's name and the error's. Left out: characters (-m), the longest line (-L), --files0-from, and quotes around
// names that contain newlines.
#include <kcall/decimal.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/options.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/write_all.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace {

using kcall::fd;
using kcall::size_t;
using kcall::static_text;
using kcall::uint64_t;

constexpr char help[] =
    "usage: wc [OPTION]... [FILE]...\n"
    "  -c, --bytes  count bytes\n"
    "  -l, --lines  count newlines\n"
    "  -w, --words  count words\n"
    "      --help   print this\n";

/// What can be shown, in this order.
enum column : unsigned { lines, words, bytes, columns };
constexpr unsigned bit(column which) { return 1U << which; }
/// The same for the letter of an option that is there.
unsigned bit_of(int letter) {
  unsigned i = 0;
  while ("lwc"[i] != letter) ++i;
  return 1U << i;
}

/// A row of the table.
struct counts {
  uint64_t of[columns];
};

using vector [[gnu::vector_size(16), gnu::may_alias, gnu::aligned(1)]] = signed char;
using word = unsigned long;
using loose_word [[gnu::may_alias, gnu::aligned(1)]] = word;

constexpr word every(word byte) { return ~word{0} / 255 * byte; }
constexpr word tops = every(0x80);
/// The top bits of the bytes that are at least `least`; all below 0x80.
constexpr word at_least(word ascii, word least) { return ascii + every(0x80 - least); }
/// How many bytes have their top bits set, in a word that has no other bits.
constexpr word count_tops(word set) { return (set >> 7) * every(1) >> (8 * sizeof(word) - 8); }

uint64_t count_lines(const char* at, const char* end) {
  uint64_t found = 0;
  if constexpr (sizeof(word) == 4) {  // where vectors may be missing
    for (; at < end; at += sizeof(word)) {
      const word four = *reinterpret_cast<const loose_word*>(at) ^ every('\n');
      found += count_tops(~(at_least(four & ~tops, 1) | four) & tops);
    }
    return found;
  }
  while (at < end) {
    // Each place of a vector counts for itself, 255 times at most: a comparison gives -1 where it is true.
    constexpr long most = 255 * sizeof(vector);
    const char* const stop = end - at < most ? end : at + most;
    vector sums{};
    do {
      sums -= *reinterpret_cast<const vector*>(at) == vector{} + static_cast<signed char>('\n');
      at += sizeof(vector);
    } while (at < stop);
    for (size_t i = 0; i < sizeof(vector); ++i) found += static_cast<unsigned char>(sums[i]);
  }
  return found;
}

/// Counts the words that begin, in as many bytes at a time as a register holds. Whether a byte lies in a word is a
/// carry: a character of words makes one, white space stops it, and any other byte passes it on. So one addition tells
/// it for all of them. `inside`: whether the last byte lay in a word.
uint64_t count_words(const char* at, const char* end, bool& inside) {
  uint64_t found = 0;
  for (; at < end; at += sizeof(word)) {
    const word piece = *reinterpret_cast<const loose_word*>(at);
    const word low = piece & ~tops;
    const word visible = at_least(low, '!');
    const word blank = (at_least(low, '\t') & ~at_least(low, '\r' + 1)) | ((visible + every(1)) & ~visible);
    const word character = visible & ~at_least(low, '~' + 1) & ~piece & tops;
    const word passing = ~(blank & ~piece & tops);
    word part, sum;
    const bool first = __builtin_add_overflow(passing, inside, &part);
    inside = __builtin_add_overflow(part, character, &sum) || first;
    const word carried = sum ^ passing ^ character;
    found += count_tops(character & ~carried);
  }
  return found;
}

/// Whether the size of a file tells how many bytes it has left, and how many those are. Files of /proc and /sys do not
/// know theirs, and say 0 or some pages.
bool has_size(fd file, uint64_t& left) {
  const auto status = kcall::fstat(file);
  if (!status || !kcall::is_regular(status->st_mode)) return false;
  const kcall::int64_t size = status->st_size;
  if (size % 4096 == 0 && size <= 65536) return false;
  const auto position = kcall::lseek(file, 0, kcall::seek::cur);
  if (position && *position < size) left = static_cast<uint64_t>(size - *position);
  return position.has_value();
}

/// Counts what is to be shown of a file, as far as it can be read.
kcall::result<void> count(fd file, unsigned shown, counts& found) {
  constexpr size_t size = 128 * 1024;
  char buffer[size + sizeof(vector)];
  bool inside = false, done = false;
  found = {};
  if ((shown & (bit(lines) | bit(words))) == 0) done = has_size(file, found.of[bytes]);
  while (!done) {
    const auto got = kcall::read_some(file, {&buffer[0], size});
    if (!got) return got.error();
    const char* const end = &buffer[*got];
    *reinterpret_cast<vector*>(&buffer[*got]) = vector{};
    found.of[bytes] += *got;
    if ((shown & bit(lines)) != 0) found.of[lines] += count_lines(&buffer[0], end);
    if ((shown & bit(words)) != 0) found.of[words] += count_words(&buffer[0], end, inside);
    done = *got == 0;
  }
  return {};
}

/// Prints a row of the table. `name` has been opened, so the kernel found it short enough.
kcall::result<void> print(const counts& row, unsigned shown, size_t width, static_text name) {
  constexpr size_t longest = 4095;
  char text[columns * 21 + longest + 1];
  char* const end = &text[columns * 21];
  char* at = end;
  for (unsigned i = columns; i-- != 0;) {
    if ((shown >> i & 1) == 0) continue;
    *--at = ' ';
    at = kcall::decimal_before(at, row.of[i], width);
  }
  char* last = name.empty() ? end - 1 : end;
  for (const char c : name) *last++ = c;
  *last++ = '\n';
  return kcall::write_all(kcall::stdout_fd, {at, static_cast<size_t>(last - at)});
}

bool is_stdin(const char* name) { return name[0] == '-' && name[1] == '\0'; }

/// How wide columns are: as wide as the sum of the files' sizes, and at least 7 where something has no size.
size_t width_for(char** names) {
  uint64_t size = 0;
  size_t width = 1;
  for (; *names != nullptr; ++names) {
    const auto status = is_stdin(*names) ? kcall::fstatat(kcall::stdin_fd, "", kcall::at_flags::empty_path)
                                         : kcall::fstatat(kcall::at_fdcwd, *names, {});
    if (!status) continue;
    if (kcall::is_regular(status->st_mode)) {
      size += static_cast<uint64_t>(status->st_size);
    } else {
      width = 7;
    }
  }
  const size_t digits = kcall::decimal(size).size();
  return width < digits ? digits : width;
}

/// Prints what `shown` asks for of each file, and the sums if there are several; returns the exit status.
int run(char** names, unsigned shown, bool named) {
  const bool several = names[1] != nullptr;
  const bool one_number = (shown & (shown - 1)) == 0 && !several;
  const size_t width = one_number ? 1 : width_for(names);
  int status = 0;
  const auto complain = [&status](static_text about, kcall::errc error) {
    kcall::report("wc", about, kcall::name(error).value_or(static_text("unknown error", 13)));
    status = 1;
  };
  counts found, total{};
  kcall::result<void> printed;
  for (; *names != nullptr; ++names) {
    const static_text name(*names);
    kcall::unique_fd opened;
    kcall::result<fd> file = kcall::stdin_fd;
    if (!is_stdin(*names)) {
      do {
        file = kcall::open(name, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
      } while (file == kcall::errc::eintr);
      if (!file) {
        complain(name, file.error());
        continue;
      }
      opened.reset(*file);
    }
    if (const auto done = count(*file, shown, found); !done) complain(name, done.error());
    // At once: the next file may take long.
    if (printed) printed = print(found, shown, width, named ? name : static_text());
    for (unsigned i = 0; i < columns; ++i) total.of[i] += found.of[i];
  }
  if (several && printed) printed = print(total, shown, width, static_text("total", 5));
  if (!printed) complain(static_text("standard output", 15), printed.error());
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  unsigned shown = 0;
  // Names of files move to the front of argv as they are found, over what has been read already.
  char** last = argv;
  for (kcall::options in{argc, argv, help}; const int option = in.next();) {
    switch (option) {
      case kcall::options::operand:
        *last++ = *in.words();
        break;
      case kcall::options::bad:
        kcall::report("wc", in.name(), in.complaint());
        return 1;
      case kcall::long_option(help, "help"):
        return kcall::write_all(kcall::stdout_fd, in.help()) ? 0 : 1;
      default:
        shown |= bit_of(option);
    }
  }
  *last = nullptr;
  if (shown == 0) shown = bit(lines) | bit(words) | bit(bytes);
  char dash[] = "-";
  char* standard_input[] = {dash, nullptr};
  return last != argv ? run(argv, shown, true) : run(standard_input, shown, false);
}

KCALL_POINTER_ARITHMETIC_END
