// Messages about errors, as perror(3) has them: "wc: notes.txt: ENOENT" and a newline, on standard error.
//
// Each is one writev(2), so that it stays whole among other programs' messages. An error of standard error's has
// nowhere to be told.
#pragma once
#include <kcall/call/vectored.hpp>
#include <kcall/error_text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// What a message is made of: a C string, literal, or anything with data() and size() of char.
class message_part {
 public:
  KCALL_INLINE constexpr message_part(const char* text) : text_(text), size_(length(text)) {}
  template <characters T>
  KCALL_INLINE constexpr message_part(const T& text) : text_(text.data()), size_(static_cast<size_t>(text.size())) {}
  KCALL_INLINE constexpr message_part(const_buffer text)
      : text_(static_cast<const char*>(text.data())), size_(text.size()) {}
  KCALL_INLINE iovec piece() const { return iovec_for_write({text_, size_}); }

 private:
  const char* text_;
  size_t size_;
};

/// writev(2) until all of `pieces`, which is used up, is written.
template <gate_like G>
[[gnu::noinline]] inline long write_pieces(fd to, iovec* pieces, size_t count) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  while (count != 0) {
    const auto part = writev<G>(to, pieces, count);
    if (part == errc::eintr) continue;
    if (!part) return part.word();
    size_t written = *part;
    while (count != 0 && written >= pieces->iov_len) {
      written -= pieces->iov_len;
      ++pieces;
      --count;
    }
    if (count == 0) break;
    if (*part == 0) return -static_cast<long>(errc::enospc);
    pieces->iov_base = static_cast<char*>(pieces->iov_base) + written;
    pieces->iov_len -= written;
  }
  KCALL_POINTER_ARITHMETIC_END
  return 0;
}

template <gate_like G>
KCALL_COLD void report_parts(message_part program, message_part about, message_part what) {
  iovec pieces[] = {program.piece(),       iovec_for_write(": "), about.piece(),
                    iovec_for_write(": "), what.piece(),          iovec_for_write("\n")};
  static_cast<void>(write_pieces<G>(stderr_fd, pieces, 6));
}

}  // namespace detail

/// "program: about: what", such as report("cat", name, "no such option").
template <gate_like G = gate::native>
KCALL_INLINE void report(detail::message_part program, detail::message_part about, detail::message_part what) {
  detail::report_parts<G>(program, about, what);
}
/// "program: about: ENOENT"; "errno 200" for a number that has no name.
template <gate_like G = gate::native>
KCALL_INLINE void report(detail::message_part program, detail::message_part about, errc error) {
  report<G>(program, about, name_or_number(error));
}

}  // namespace kcall::inline KCALL_ABI_TAG
