// Formatted text, without allocation, locale or libc.
//
//   const auto done = kcall::print(kcall::stdout_fd, "{}: {:>8} {:#x}\n", name, size, flags);     // result<void>
//   static_cast<void>(kcall::print(writer, "{}\n", error));      // anything that writes; a writer keeps its errors
//   char room[64];
//   const auto path = kcall::format_to(room, "/proc/{}/stat", pid);
//
// A format string is that of std::format, {} for each argument in order, {{ and }} for braces. Mistakes in it are
// errors of the compiler. Between the braces may stand
//
//   :[[fill]align][sign][#][0][width][.precision][type]
//
//   align      < left, > right, ^ centre; numbers are right-aligned otherwise, all else left. fill: an ASCII character
//   sign       + for numbers that are not negative too, or a space there
//   #          0x, 0b, or 0 for octal numbers
//   0          zeros after sign and prefix fill the width
//   width      at least so many characters; {}: the argument after the value, an integer
//   precision  of text: at most so many characters, or {} as above
//   type       of integers d x X o b B, and c for the character of the lowest byte; of text s; of characters and bools
//              also d x X o b B; of addresses p
//
// Arguments: integers of up to 64 bits; bool ("true", "false") and char; C strings (null is "(null)"), char arrays up
// to a NUL or their end, anything with data() and size() of char, buffers; errc by its name; other enumerations and
// kcall's one-word types (fd, pid) as numbers; const void* and nullptr. Negative numbers have a sign in every base.
// Characters are bytes: a width counts the bytes of UTF-8. Other types bring a function, in their own namespace, and
// take {}:
//
//   void format(kcall::sink& to, const point& p) { kcall::print(to, "({}, {})", p.x, p.y); }
//
// Missing against std::format: floating point, locale, numbered arguments, specifications for types of one's own, `?`.
#pragma once
#include <kcall/print/collect.hpp>
#include <kcall/print/format.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A format string for arguments of the types A, checked while compiling. It must be a literal or another constant.
template <class... A>
class format_string {
 public:
  template <class T>
  requires(detail::is_char_array<T> || detail::c_string<T>) consteval format_string(const T& text) : text_(text) {
    constexpr detail::category kinds[] = {detail::category_of<A>()..., detail::category::integer};
    size_t size = detail::spec_reader::any_size;
    if constexpr (detail::is_char_array<T>) size = sizeof(T) - 1;
    detail::spec_reader{text_, kinds, specs_, sizeof...(A)}.read(size);
    for (const detail::packed_spec one : specs_) any_ |= one;
  }
  KCALL_INLINE constexpr const char* text() const { return text_; }
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr detail::packed_spec spec(unsigned i) const { return specs_[i]; }
  KCALL_POINTER_ARITHMETIC_END
  /// Every field is `{}`.
  KCALL_INLINE constexpr bool plain() const { return any_ == 0; }

 private:
  const char* text_;
  // A member, not a loop: compilers must know the answer at -Os too, or programs carry what they do not use.
  detail::packed_spec any_ = 0;
  // An odd number: with padding at the end, clang 19 -O0 copies the object with memcpy.
  detail::packed_spec specs_[sizeof...(A) | 1] = {};
};

namespace detail {

/// Of a type that is to be deduced elsewhere.
template <class T>
struct identity {
  using type = T;
};
}  // namespace detail

/// For a function of one's own that passes a format string and arguments on:
///
///   template <class... A>
///   void log(kcall::format_for<A...> text, const A&... values) { kcall::print(out, text, values...); }
template <class... A>
using format_for = format_string<typename detail::identity<A>::type...>;

namespace detail {

[[gnu::noinline]] inline long print_through(uintptr_t target, const char* text, const argument* list, put_function put,
                                            collecting_sink::drain hand_on) {
  collecting_sink to(target, hand_on);
  format_all(to, text, list, put);
  return to.finish();
}

// Few words for each call: the rest is filled in here.
template <class G, put_function put>
[[gnu::noinline]] inline long print_to_fd(int to, const char* text, const argument* list) {
  return print_through(static_cast<uintptr_t>(to), text, list, put, hand_to_fd<G>);
}
template <class Out, put_function put>
[[gnu::noinline]] inline long print_to(Out* to, const char* text, const argument* list) {
  return print_through(reinterpret_cast<uintptr_t>(to), text, list, put, hand_to<Out>);
}

/// Text that does not fit is counted, and kept nowhere.
class bounded_sink : public sink {
 public:
  KCALL_INLINE bounded_sink(char* begin, size_t size)  // NOLINT(*-member-init)
      : sink(begin, size, drain), begin_(begin) {}
  KCALL_INLINE size_t finish() { return wanted_ + static_cast<size_t>(at_ - begin_); }

 private:
  static void drain(sink& full) {
    auto& self = static_cast<bounded_sink&>(full);
    self.wanted_ = self.finish();
    self.begin_ = self.at_ = self.spare_;
    KCALL_POINTER_ARITHMETIC_BEGIN
    self.end_ = self.spare_ + sizeof self.spare_;
    KCALL_POINTER_ARITHMETIC_END
  }

  char* begin_;
  size_t wanted_ = 0;
  char spare_[16];
};

/// Gives the length of the whole text.
[[gnu::noinline]] inline size_t format_into(char* begin, size_t size, const char* text, const argument* list,
                                            put_function put) {
  const size_t room = size != 0 ? size - 1 : 0;
  char nowhere[16];
  bounded_sink to(room != 0 ? begin : nowhere, room != 0 ? room : sizeof nowhere);
  format_all(to, text, list, put);
  const size_t wanted = to.finish();
  KCALL_POINTER_ARITHMETIC_BEGIN
  if (size != 0) begin[wanted < room ? wanted : room] = '\0';
  KCALL_POINTER_ARITHMETIC_END
  return wanted;
}

template <size_t n>
struct argument_list {
  argument items[n];
};
template <>
struct argument_list<0> {
  const argument* items = nullptr;
};

}  // namespace detail

/// What format_to() wrote: text that ends in NUL.
class formatted {
 public:
  using value_type = char;
  KCALL_INLINE constexpr formatted(const char* text, size_t capacity, size_t wanted)
      : text_(text), capacity_(capacity), wanted_(wanted) {}
  KCALL_INLINE constexpr const char* data() const { return text_; }
  /// Without the NUL.
  KCALL_INLINE constexpr size_t size() const { return cut() ? (capacity_ != 0 ? capacity_ - 1 : 0) : wanted_; }
  /// Whether there was not room for all of it.
  KCALL_INLINE constexpr bool cut() const { return wanted_ >= capacity_; }
  /// How long the whole text is, without the NUL.
  KCALL_INLINE constexpr size_t wanted() const { return wanted_; }
  /// The text as a path, or null where it was cut: a call then answers efault, and takes no wrong path.
  KCALL_INLINE constexpr const char* c_str() const { return cut() ? nullptr : text_; }

 private:
  const char* text_;
  size_t capacity_;
  size_t wanted_;
};

namespace detail {

/// use(list, put): with the arguments as a list, and what can put them. What they refer to lives until it returns.
template <class... A, class Use>
KCALL_INLINE auto with_arguments(const format_string<A...>& text, Use use, const A&... values) {
  if constexpr (sizeof...(A) == 0) {
    return use(nullptr);
  } else {
    unsigned i = 0;
    return use(argument_list<sizeof...(A)>{{make_argument(held(values), text.spec(i++))...}}.items);
  }
}

}  // namespace detail

/// Prints to a descriptor: formats on the stack and writes all of it, at once if it has at most 1024 bytes. Errors of
/// write, without eintr.
template <gate_like G = gate::native, class... A>
KCALL_INLINE result<void> print(fd to, const format_for<A...>& text, const A&... values) {
  const int number = to.get();
  return result<void>::from_word(detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::print_to_fd<G, detail::put_plain>(number, text.text(), list)
                            : detail::print_to_fd<G, detail::put_full>(number, text.text(), list);
      },
      values...));
}

/// Prints to anything with `result<void> write(const_buffer)`, such as a writer, in pieces of at most 1024 bytes. The
/// first error of that.
template <detail::output Out, class... A>
KCALL_INLINE result<void> print(Out& to, const format_for<A...>& text, const A&... values) {
  return result<void>::from_word(detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::print_to<Out, detail::put_plain>(&to, text.text(), list)
                            : detail::print_to<Out, detail::put_full>(&to, text.text(), list);
      },
      values...));
}

/// Inside a type's own format(): prints a part of it.
template <class... A>
KCALL_INLINE void print(sink& to, const format_for<A...>& text, const A&... values) {
  const detail::put_function put = text.plain() ? detail::put_plain : detail::put_full;
  detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list)
          __attribute__((always_inline)) { detail::format_all(to, text.text(), list, put); },
      values...);
}

/// Formats into memory, and ends the text with NUL: as much as there is room for. See `formatted`.
template <class... A>
KCALL_INLINE formatted format_to(mutable_buffer to, const format_for<A...>& text, const A&... values) {
  auto* const begin = static_cast<char*>(to.data());
  const size_t size = to.size();
  const detail::put_function put = text.plain() ? detail::put_plain : detail::put_full;
  const size_t wanted = detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list)
          __attribute__((always_inline)) { return detail::format_into(begin, size, text.text(), list, put); },
      values...);
  return {begin, size, wanted};
}

}  // namespace kcall::inline KCALL_ABI_TAG
