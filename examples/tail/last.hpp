// Where the last lines or bytes of an input begin: found from the end of a file, or by keeping what may be last of a
// pipe.
#pragma once
#include "../growing.hpp"
#include "amount.hpp"

#include <kcall/call/file.hpp>
#include <kcall/types/bytes.hpp>
#include <kcall/write_all.hpp>

namespace tail {

using kcall::int64_t;
using kcall::result;
using kcall::size_t;
using kcall::uint64_t;

KCALL_POINTER_ARITHMETIC_BEGIN

using word [[gnu::may_alias, gnu::aligned(1)]] = unsigned long;

/// How many of a word's bytes are newlines.
inline unsigned newlines_in(word bytes) {
  constexpr unsigned long each = ~0UL / 255;
  // The top bit of each byte that is zero now, without carries from one to the next.
  const unsigned long zero = bytes ^ each * '\n';
  const unsigned long found = ~(((zero & each * 0x7f) + each * 0x7f) | zero | each * 0x7f);
  return static_cast<unsigned>((found >> 7) * each >> (8 * sizeof(word) - 8));
}

/// Goes back over bytes and counts newlines down. At the last of `left` it stops: the place behind that newline, as
/// `place`; false if there are not so many.
inline bool back_over_lines(const char* data, size_t size, uint64_t& left, size_t& place) {
  while (size >= sizeof(word)) {
    const unsigned count = newlines_in(*reinterpret_cast<const word*>(data + size - sizeof(word)));
    if (count >= left) break;
    left -= count;
    size -= sizeof(word);
  }
  for (; size != 0; --size) {
    if (data[size - 1] == '\n' && --left == 0) {
      place = size;
      return true;
    }
  }
  return false;
}

/// Where the last `lines` lines begin in the bytes of an open file from `begin` to `end`. A last line without a newline
/// is a line. Reads backwards, whatever fits into `block` at a time, and leaves the file's position alone.
inline result<int64_t> last_lines(kcall::fd file, int64_t begin, int64_t end, uint64_t lines,
                                  kcall::mutable_buffer block) {
  auto* const data = static_cast<char*>(block.data());
  uint64_t left = lines;
  for (int64_t at = end; at > begin && lines != 0;) {
    const auto size = at - begin < static_cast<int64_t>(block.size()) ? static_cast<size_t>(at - begin) : block.size();
    size_t got = 0;
    while (got < size) {
      const auto part = kcall::pread(file, data + got, size - got, at - static_cast<int64_t>(size - got));
      if (part == kcall::errc::eintr) continue;
      if (!part) return part.error();
      // Somebody has cut it: what is left is all there is.
      if (*part == 0) break;
      got += *part;
    }
    const bool ends_line = at == end && got == size && data[size - 1] == '\n';
    size_t place;
    if (back_over_lines(data, ends_line ? got - 1 : got, left, place)) {
      return at - static_cast<int64_t>(size - place);
    }
    at -= static_cast<int64_t>(size);
  }
  return lines == 0 ? end : begin;
}

/// The end of an input that can only be read forwards.
class kept {
 public:
  /// Reads all of `from`, and keeps what `wanted` says. Errors of read; enomem.
  result<void> read(kcall::fd from, const amount& wanted) {
    for (;;) {
      if (used_ == memory_.size()) {
        // Moved when that frees half at least, so that each byte is moved once on the average.
        const size_t start = first(wanted);
        if (start != 0 && start >= used_ / 2) {
          kcall::detail::move_lower(memory_.data(), memory_.data() + start, used_ - start);
          used_ -= start;
        } else if (const auto room = growing::reserve(memory_, used_ + 1); !room) {
          return room;
        }
      }
      const auto got = kcall::read_some(from, {memory_.data() + used_, memory_.size() - used_});
      if (!got) return got.error();
      if (*got == 0) break;
      used_ += *got;
    }
    start_ = first(wanted);
    return {};
  }
  kcall::const_buffer bytes() const { return {memory_.data() + start_, used_ - start_}; }

 private:
  size_t first(const amount& wanted) const {
    if (wanted.count == 0) return used_;
    if (!wanted.lines) return wanted.count < used_ ? used_ - static_cast<size_t>(wanted.count) : 0;
    uint64_t left = wanted.count;
    size_t place = 0;
    const bool ends_line = used_ != 0 && memory_.data()[used_ - 1] == '\n';
    static_cast<void>(back_over_lines(memory_.data(), ends_line ? used_ - 1 : used_, left, place));
    return place;
  }

  kcall::pages memory_;
  size_t used_ = 0;
  size_t start_ = 0;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace tail
