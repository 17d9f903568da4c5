// Messages about what went wrong, as perror(3) has them, on standard error: "wc: notes.txt: ENOENT" and a newline.
//
//   kcall::report("wc", name, error);                     // an errc, or a text
//   kcall::report("mv", from, to, error);                 // "mv: FROM -> TO: EXDEV"
//   kcall::report("wc", "no such option");                // without a name
//
// The parts are literals, C strings, char arrays up to a NUL or their end, or anything with data() and size() of char.
// A message is one writev(2), however long the names are, so that it stays whole among other programs' messages.
// Nothing is returned: nobody is left to be told of an error of standard error's.
#pragma once
#include <kcall/call/vectored.hpp>
#include <kcall/error_text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The text of a C string; of none, "(null)".
[[gnu::noinline]] inline const_buffer c_string_part(const char* text) {
  if (text == nullptr) return "(null)";
  return {text, length(text)};
}

[[gnu::noinline]] inline size_t bounded_length(const char* text, size_t most) {
  size_t size = 0;
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (; size != most && text[size] != '\0'; ++size) asm("");
  KCALL_POINTER_ARITHMETIC_END
  return size;
}

/// A part of a message, in two registers.
class message_part {
 public:
  template <size_t n>
  KCALL_INLINE constexpr message_part(const char (&array)[n]) : text_(array, array_length(array)) {}
  template <size_t n>
  KCALL_INLINE message_part(char (&array)[n]) : text_(array, bounded_length(array, n)) {}
  template <class T>
  requires(same_as<T, char*> || same_as<T, const char*>) KCALL_INLINE message_part(const T& text)
      : text_(c_string_part(text)) {}
  template <characters T>
  KCALL_INLINE constexpr message_part(const T& text) : text_(text.data(), static_cast<size_t>(text.size())) {}
  KCALL_INLINE constexpr message_part(const_buffer text) : text_(text) {}

  KCALL_INLINE constexpr iovec piece() const { return iovec_for_write(text_); }

 private:
  /// As print() takes arrays: up to a NUL or the end. What ends as literals do is taken for one, without a loop.
  template <size_t n>
  KCALL_INLINE static constexpr size_t array_length(const char (&array)[n]) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    if (array[n - 1] == '\0' && (n == 1 || array[n - 2] != '\0')) return n - 1;
    KCALL_POINTER_ARITHMETIC_END
    return bounded_length(array, n);
  }

  const_buffer text_;
};

/// writev(2) until all of `pieces`, which it uses up, is written, or cannot be.
template <gate_like G, size_t n>
KCALL_INLINE void write_pieces(fd to, iovec (&pieces)[n]) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  iovec* first = pieces;
  iovec* const end = pieces + n;
  for (;;) {
    const auto part = writev<G>(to, first, static_cast<size_t>(end - first));
    if (part == errc::eintr) continue;
    if (!part || *part == 0) return;
    size_t written = *part;
    for (; written >= first->iov_len; ++first) {
      written -= first->iov_len;
      if (first + 1 == end) return;
    }
    first->iov_base = static_cast<char*>(first->iov_base) + written;
    first->iov_len -= written;
  }
  KCALL_POINTER_ARITHMETIC_END
}

// Cold and out of line: what calls these is not to grow. The program's name is one word, not two, for the same reason.
template <gate_like G>
KCALL_COLD void report_text(const char* program, message_part what) {
  iovec pieces[] = {iovec_for_write(c_string_part(program)), iovec_for_write(": "), what.piece(),
                    iovec_for_write("\n")};
  write_pieces<G>(stderr_fd, pieces);
}
template <gate_like G>
KCALL_COLD void report_text(const char* program, message_part about, message_part what) {
  iovec pieces[] = {iovec_for_write(c_string_part(program)),
                    iovec_for_write(": "),
                    about.piece(),
                    iovec_for_write(": "),
                    what.piece(),
                    iovec_for_write("\n")};
  write_pieces<G>(stderr_fd, pieces);
}
template <gate_like G>
KCALL_COLD void report_text(const char* program, message_part from, message_part to, message_part what) {
  iovec pieces[] = {iovec_for_write(c_string_part(program)),
                    iovec_for_write(": "),
                    from.piece(),
                    iovec_for_write(" -> "),
                    to.piece(),
                    iovec_for_write(": "),
                    what.piece(),
                    iovec_for_write("\n")};
  write_pieces<G>(stderr_fd, pieces);
}
template <gate_like G, class... About>
KCALL_COLD void report_error(const char* program, errc error, About... about) {
  report_text<G>(program, about..., name_or_number(error));
}

}  // namespace detail

/// "program: what".
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, detail::message_part what) {
  detail::report_text<G>(program, what);
}
/// "program: ENOENT"; here and below, "errno 200" for a number that has no name.
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, errc error) {
  detail::report_error<G>(program, error);
}
/// "program: about: what".
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, detail::message_part about, detail::message_part what) {
  detail::report_text<G>(program, about, what);
}
/// "program: about: ENOENT".
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, detail::message_part about, errc error) {
  detail::report_error<G>(program, error, about);
}
/// "program: from -> to: what".
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, detail::message_part from, detail::message_part to,
                         detail::message_part what) {
  detail::report_text<G>(program, from, to, what);
}
/// "program: from -> to: EXDEV".
template <gate_like G = gate::native>
KCALL_INLINE void report(const char* program, detail::message_part from, detail::message_part to, errc error) {
  detail::report_error<G>(program, error, from, to);
}

}  // namespace kcall::inline KCALL_ABI_TAG
