// sysno: looks system calls up by name or number, in any ABI, on any of them. See `usage`.
//
// The tables come from kcall/names.hpp; output is collected in a small buffer, interrupted and partial writes are
// continued, and where standard output cannot be written it is said so and the exit status is 1.
#include <kcall/arguments.hpp>
#include <kcall/error_text.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/names.hpp>
#include <kcall/start.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::result;
using kcall::size_t;
using kcall::static_text;
using kcall::uint32_t;

constexpr char usage[] =
    "usage: sysno [--exact] [ABI] NAME     calls with NAME in their name, in any case, and their numbers\n"
    "       sysno [ABI] NUMBER             the call with that number, decimal or 0x and hexadecimal\n"
    "       sysno --dump [ABI]             the whole table\n"
    "       sysno --help\n"
    "\n"
    "ABI: x86_64 (x86-64, amd64), ia32 (i386, i486, i586, i686), x32, aarch64 (arm64); without one, all of them,\n"
    "with the ABI's name in front of each line. --exact: the call of exactly that NAME, its number alone.\n"
    "x32 numbers are shown with the bit 0x40000000 that the kernel wants, and found with or without it.\n"
    "Exit status: 0 found, 1 not found or an error.\n";

// ---- output ----

result<void> write_all(fd to, kcall::const_buffer data) {
  while (data.size() != 0) {
    const auto written = kcall::write(to, data);
    if (written == errc::eintr) continue;
    if (!written) return written.error();
    data = data.after(*written);
  }
  return {};
}

/// Text on its way to a file descriptor.
class writer {
 public:
  explicit writer(fd to) : to_(to) {}

  KCALL_POINTER_ARITHMETIC_BEGIN
  writer& operator<<(char c) {
    if (size_ == sizeof buffer_) flush();
    buffer_[size_++] = c;
    return *this;
  }
  KCALL_POINTER_ARITHMETIC_END
  writer& operator<<(const char* text) { return *this << static_text(text); }
  writer& operator<<(static_text text) {
    for (const char c : text) *this << c;
    return *this;
  }
  writer& operator<<(uint32_t number) {
    uint32_t unit = 1;
    while (number / unit > 9) unit *= 10;
    for (; unit != 0; unit /= 10) *this << static_cast<char>('0' + number / unit % 10);
    return *this;
  }
  /// Remembers the first error; what comes after it is dropped.
  void flush() {
    if (status_) status_ = write_all(to_, {buffer_, size_});
    size_ = 0;
  }
  result<void> status() const { return status_; }

 private:
  fd to_;
  size_t size_ = 0;
  result<void> status_;
  char buffer_[4096];
};

/// One message on stderr: complaint() << …; the destructor ends the line. Nothing can be done where that fails.
class complaint {
 public:
  complaint() { *this << "sysno: "; }
  complaint(const complaint&) = delete;
  complaint& operator=(const complaint&) = delete;
  ~complaint() {
    to_ << '\n';
    to_.flush();
  }
  template <class T>
  complaint& operator<<(T part) {
    to_ << part;
    return *this;
  }

 private:
  writer to_{kcall::stderr_fd};
};

/// Writes out what is left; the exit status.
int finish(writer& out, bool good) {
  out.flush();
  if (out.status()) return good ? 0 : 1;
  const errc error = out.status().error();
  const kcall::name_or_number name(error);
  complaint message;
  message << "standard output: " << static_text(name.data(), name.size());
  if (const auto text = kcall::text(error)) message << " (" << *text << ')';
  return 1;
}

// ---- ABIs ----

/// Calls f with an object of every ABI, in turn, until it returns true; whether it did.
template <class F>
bool any_abi(F f) {
  return f(kcall::abi::x86_64{}) || f(kcall::abi::ia32{}) || f(kcall::abi::x32{}) || f(kcall::abi::aarch64{});
}

bool names(kcall::abi::x86_64, static_text word) { return word == "x86_64" || word == "x86-64" || word == "amd64"; }
bool names(kcall::abi::x32, static_text word) { return word == "x32"; }
bool names(kcall::abi::aarch64, static_text word) { return word == "aarch64" || word == "arm64"; }
bool names(kcall::abi::ia32, static_text word) {
  return word == "ia32" || word == "i386" || word == "i486" || word == "i586" || word == "i686";
}

bool is_abi(static_text word) {
  return any_abi([&](auto abi) { return names(abi, word); });
}

// ---- looking up ----

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether `part` stands somewhere in `name`, whatever its case.
bool contains(static_text name, static_text part) {
  for (size_t start = 0; start + part.size() <= name.size(); ++start) {
    size_t same = 0;
    while (same < part.size() && name[start + same] == lower(part[same])) ++same;
    if (same == part.size()) return true;
  }
  return false;
}

constexpr uint32_t no_digit = 16;

uint32_t digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
  if (lower(c) >= 'a' && lower(c) <= 'f') return static_cast<uint32_t>(lower(c) - 'a' + 10);
  return no_digit;
}

/// A word as a number, if it is one of at most 32 bits.
kcall::found<uint32_t> parse(static_text word) {
  const bool hexadecimal = word.size() > 2 && word[0] == '0' && lower(word[1]) == 'x';
  const uint32_t base = hexadecimal ? 16 : 10;
  kcall::uint64_t value = 0;
  for (size_t i = hexadecimal ? 2 : 0; i < word.size(); ++i) {
    const uint32_t next = digit(word[i]);
    if (next >= base) return {};
    value = value * base + next;
    if (value > 0xffffffff) return {};
  }
  return static_cast<uint32_t>(value);
}

struct question {
  static_text abi;   // empty: all
  static_text word;  // empty: the whole table
  bool exact = false;
};

/// Answers for one ABI; whether there was something.
template <class ABI>
bool answer(ABI, const question& asked, writer& out) {
  const bool labelled = asked.abi.empty();
  const auto label = [&]() -> writer& { return labelled ? out << ABI::name << '\t' : out; };
  if (asked.word.empty()) {
    for (const auto [number, name] : kcall::calls<ABI>()) {
      label() << static_cast<uint32_t>(number) << '\t' << name << '\n';
    }
    return true;
  }
  if (digit(asked.word[0]) < 10) {
    const auto number = parse(asked.word);
    const auto name = number ? kcall::name<ABI>(*number) : kcall::found<static_text>();
    if (!name) return false;
    label() << *name;
    if (labelled) out << '\t' << static_cast<uint32_t>(*kcall::number<ABI>(*name));
    out << '\n';
    return true;
  }
  if (asked.exact) {
    const auto number = kcall::number<ABI>(asked.word);
    if (!number) return false;
    label() << static_cast<uint32_t>(*number) << '\n';
    return true;
  }
  bool good = false;
  for (const auto [number, name] : kcall::calls<ABI>()) {
    if (!contains(name, asked.word)) continue;
    label() << name << '\t' << static_cast<uint32_t>(number) << '\n';
    good = true;
  }
  return good;
}

int answer(const question& asked) {
  writer out(kcall::stdout_fd);
  bool good = false;
  any_abi([&](auto abi) {
    if (asked.abi.empty() || names(abi, asked.abi)) good = answer(abi, asked, out) || good;
    return false;
  });
  if (!good) {
    complaint message;
    message << (digit(asked.word[0]) < 10 ? "no call has the number " : "no call has the name ") << asked.word;
    if (!asked.abi.empty()) message << " in " << asked.abi;
  }
  return finish(out, good);
}

int help() {
  writer out(kcall::stdout_fd);
  out << usage;
  return finish(out, true);
}

}  // namespace

int main(int argc, char** argv) {
  question asked;
  bool dump = false;
  int words = 0;
  for (const static_text word : kcall::arguments{argc, argv}) {
    if (word == "--help" || word == "-h") return help();
    if (word == "--exact") {
      asked.exact = true;
    } else if (word == "--dump") {
      dump = true;
    } else if (word.empty() || word[0] == '-') {
      complaint() << "'" << word << "' is no option, name or number; see sysno --help";
      return 1;
    } else {
      // Where there are two, the first is the ABI.
      asked.abi = asked.word;
      asked.word = word;
      ++words;
    }
  }
  if (words > (dump ? 1 : 2)) {
    complaint() << "too many words; see sysno --help";
    return 1;
  }
  if (dump) {
    asked.abi = asked.word;
    asked.word = {};
  } else if (words == 0 || (words == 1 && is_abi(asked.word))) {
    complaint() << "say a name or a number to look up" << (words == 0 ? "" : " in that ABI") << "; see sysno --help";
    return 1;
  }
  if (!asked.abi.empty() && !is_abi(asked.abi)) {
    complaint() << "no such ABI: '" << asked.abi << "'; there are x86_64, ia32, x32, aarch64";
    return 1;
  }
  return answer(asked);
}
