// Writes JSON to standard output, without a libc.
#pragma once
#include <kcall/kcall.hpp>
#include <kcall/types/text.hpp>

namespace bench {

KCALL_POINTER_ARITHMETIC_BEGIN
class json {
 public:
  json() : used_(0), good_(true), first_(true) {}

  /// '{' or '['.
  void open(char bracket) {
    separate();
    put(bracket);
    first_ = true;
  }
  /// '}' or ']'.
  void close(char bracket) {
    put(bracket);
    first_ = false;
  }
  json& key(const char* name) {
    text(name);
    put(':');
    first_ = true;
    return *this;
  }
  void text(const char* words) {
    separate();
    put('"');
    for (; *words != '\0'; ++words) {
      if (*words == '"' || *words == '\\') put('\\');
      put(static_cast<unsigned char>(*words) < ' ' ? ' ' : *words);
    }
    put('"');
  }
  void number(unsigned long value) {
    separate();
    put_digits(value, 1);
  }
  /// With three decimals.
  void number(double value) {
    separate();
    const auto whole = static_cast<unsigned long>(value);
    put_digits(whole, 1);
    put('.');
    put_digits(static_cast<unsigned long>((value - static_cast<double>(whole)) * 1000), 3);
  }

  /// Writes out what is left. False if anything could not be written.
  bool finish() {
    put('\n');
    flush();
    return good_;
  }

 private:
  void separate() {
    if (!first_) put(',');
    first_ = false;
  }
  void put_digits(unsigned long value, unsigned at_least) {
    char digits[24];
    unsigned count = 0;
    for (; value != 0 || count < at_least; value /= 10) digits[count++] = static_cast<char>('0' + value % 10);
    while (count != 0) put(digits[--count]);
  }
  void put(char c) {
    if (used_ == sizeof buffer_) flush();
    buffer_[used_++] = c;
  }
  void flush() {
    kcall::const_buffer rest(&buffer_[0], used_);
    used_ = 0;
    while (good_ && rest.size() != 0) {
      const auto written = kcall::write(kcall::stdout_fd, rest);
      if (written == kcall::errc::eintr) continue;
      good_ = written.has_value();
      if (good_) rest = rest.after(*written);
    }
  }

  char buffer_[4096];
  kcall::size_t used_;
  bool good_;
  /// Nothing stands before the next value but what opened it.
  bool first_;
};
KCALL_POINTER_ARITHMETIC_END

}  // namespace bench
