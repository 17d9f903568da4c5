// Bytes in hexadecimal and as characters, as `hexdump -C` shows them:
//
//   00000000  7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00  |.ELF............|
//   00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
//   *
//   00000040
//
// The last line is the offset after the last byte; nothing is written for no bytes.
#pragma once
#include <kcall/print/collect.hpp>

namespace kcall::inline KCALL_ABI_TAG {

struct hex_dump_options {
  /// What the first byte's is said to be.
  uint64_t offset = 0;
  /// A line that is the same as the one before is left out, and "*" stands for one or more of them.
  bool collapse = true;
};

/// Dumps bytes that come in pieces: add() each, then end(). What they return is the first error of writing.
class hex_dumper {
 public:
  KCALL_INLINE explicit hex_dumper(hex_dump_options options = {})  // NOLINT(*-member-init): lines_ is filled first
      : offset_(options.offset), collapse_(options.collapse) {}

  /// To a descriptor. An incomplete line waits for the next piece.
  template <gate_like G = gate::native>
  KCALL_INLINE result<void> add(fd to, const_buffer bytes) {
    return result<void>::from_word(run(static_cast<uintptr_t>(to.get()), detail::hand_to_fd<G>, bytes, false));
  }
  /// To anything with `result<void> write(const_buffer)`.
  template <detail::output Out>
  KCALL_INLINE result<void> add(Out& to, const_buffer bytes) {
    return result<void>::from_word(run(reinterpret_cast<uintptr_t>(&to), detail::hand_to<Out>, bytes, false));
  }
  /// The incomplete line and the line with the last offset.
  template <gate_like G = gate::native>
  KCALL_INLINE result<void> end(fd to) {
    return result<void>::from_word(run(static_cast<uintptr_t>(to.get()), detail::hand_to_fd<G>, {nullptr, 0}, true));
  }
  template <detail::output Out>
  KCALL_INLINE result<void> end(Out& to) {
    return result<void>::from_word(run(reinterpret_cast<uintptr_t>(&to), detail::hand_to<Out>, {nullptr, 0}, true));
  }

  /// For hex_dump(): add(), and end() if this is all.
  [[gnu::noinline]] long run(uintptr_t target, detail::collecting_sink::drain hand_on, const_buffer bytes, bool all) {
    detail::collecting_sink to(target, hand_on);
    KCALL_POINTER_ARITHMETIC_BEGIN
    const auto* at = static_cast<const unsigned char*>(bytes.data());
    for (size_t left = bytes.size(); left != 0; --left) {
      lines_[now_][count_] = *at++;
      if (++count_ == width) end_line(to);
    }
    KCALL_POINTER_ARITHMETIC_END
    if (all) {
      if (count_ != 0) end_line(to);
      if (lines_before_) {
        put_offset(to);
        to.put('\n');
      }
    }
    return to.finish();
  }

 private:
  static constexpr unsigned width = 16;

  KCALL_POINTER_ARITHMETIC_BEGIN

  [[gnu::noinline]] void end_line(sink& to) {
    if (collapse_ && lines_before_ && count_ == width && same_as_before()) {
      if (!starred_) {
        to.put('*');
        to.put('\n');
      }
      starred_ = true;
    } else {
      put_line(to);
      starred_ = false;
      // What was the line before is overwritten next: no copying.
      now_ ^= 1U;
    }
    lines_before_ = true;
    offset_ += count_;
    count_ = 0;
  }

  KCALL_INLINE bool same_as_before() const {
    for (unsigned i = 0; i < width; ++i) {
      if (lines_[0][i] != lines_[1][i]) return false;
    }
    return true;
  }

  KCALL_INLINE void put_line(sink& to) const {
    const unsigned char* const line = lines_[now_];
    put_offset(to);
    for (unsigned i = 0; i < width; ++i) {
      to.fill(' ', i % 8 == 0 ? 2 : 1);
      if (i < count_) {
        put_digits(to, line[i], 2);
      } else {
        to.fill(' ', 2);
      }
    }
    to.fill(' ', 2);
    to.put('|');
    for (unsigned i = 0; i < count_; ++i) {
      const unsigned char c = line[i];
      to.put(c >= ' ' && c <= '~' ? static_cast<char>(c) : '.');
    }
    to.put('|');
    to.put('\n');
  }

  [[gnu::noinline]] void put_offset(sink& to) const {
    unsigned digits = 8;
    while (digits != 16 && offset_ >> (4 * digits) != 0) ++digits;
    put_digits(to, offset_, digits);
  }

  [[gnu::noinline]] static void put_digits(sink& to, uint64_t value, unsigned count) {
    while (count != 0) {
      --count;
      const auto digit = static_cast<unsigned>(value >> (4 * count)) & 15;
      to.put(static_cast<char>(digit + (digit < 10 ? '0' : 'a' - 10)));
    }
  }

  KCALL_POINTER_ARITHMETIC_END

  unsigned char lines_[2][width];
  uint64_t offset_;
  unsigned now_ = 0;
  unsigned count_ = 0;
  bool collapse_;
  bool lines_before_ = false;
  bool starred_ = false;
};

/// Dumps bytes to a descriptor. Errors of write, without eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> hex_dump(fd to, const_buffer bytes, hex_dump_options options = {}) {
  hex_dumper dump(options);
  return result<void>::from_word(dump.run(static_cast<uintptr_t>(to.get()), detail::hand_to_fd<G>, bytes, true));
}
/// Dumps bytes to anything with `result<void> write(const_buffer)`. The first error of that.
template <detail::output Out>
KCALL_INLINE result<void> hex_dump(Out& to, const_buffer bytes, hex_dump_options options = {}) {
  hex_dumper dump(options);
  return result<void>::from_word(dump.run(reinterpret_cast<uintptr_t>(&to), detail::hand_to<Out>, bytes, true));
}

}  // namespace kcall::inline KCALL_ABI_TAG
