// Formatted text without allocation, locale or libc.
#pragma once
#include <kcall/print/format.hpp>
#include <kcall/write_all.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A format string for arguments of the types A, checked while compiling. It must be a literal or another constant.
template <class... A>
class format_string {
 public:
  consteval format_string(const char* text) : text_(text) {
    constexpr detail::category kinds[] = {detail::category_of<A>()..., detail::category::integer};
    detail::spec_reader{text, kinds, specs_, sizeof...(A)}.read();
  }
  KCALL_INLINE constexpr const char* text() const { return text_; }
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr detail::packed_spec spec(unsigned i) const { return specs_[i]; }
  KCALL_POINTER_ARITHMETIC_END
  /// Every field is `{}`.
  KCALL_INLINE constexpr bool plain() const {
    detail::packed_spec any = 0;
    for (const detail::packed_spec one : specs_) any |= one;
    return any == 0;
  }

 private:
  const char* text_;
  detail::packed_spec specs_[sizeof...(A) + 1] = {};
};

namespace detail {

/// Of a type that is to be deduced elsewhere.
template <class T>
struct identity {
  using type = T;
};
template <class... A>
using format_for = format_string<typename identity<A>::type...>;

/// Collects on the stack, and hands on when full and at the end.
class collecting_sink : public sink {
 public:
  using deliver = long (*)(uintptr_t target, const void* data, size_t size);
  KCALL_INLINE collecting_sink(uintptr_t target, deliver to)  // NOLINT(*-member-init)
      : sink(storage_, sizeof storage_, drain), deliver_(to), target_(target) {}
  KCALL_INLINE long finish() {
    drain(*this);
    return error_;
  }

 private:
  static void drain(sink& full) {
    auto& self = static_cast<collecting_sink&>(full);
    if (self.error_ == 0)
      self.error_ = self.deliver_(self.target_, self.begin_, static_cast<size_t>(self.at_ - self.begin_));
    self.at_ = self.begin_;
  }

  deliver deliver_;
  uintptr_t target_;
  long error_ = 0;
  char storage_[1024];
};

template <class G>
inline long deliver_to_fd(uintptr_t target, const void* data, size_t size) {
  return write_all<G>(fd{static_cast<int>(target)}, const_buffer(data, size)).word();
}
template <class Out>
inline long deliver_to(uintptr_t target, const void* data, size_t size) {
  if (size == 0) return 0;
  return reinterpret_cast<Out*>(target)->write(const_buffer(data, size)).word();
}

template <class F>
[[gnu::noinline]] inline long print_through(collecting_sink::deliver deliver, uintptr_t target, const char* text,
                                            const argument* list) {
  collecting_sink to(target, deliver);
  format_all<F>(to, text, list);
  return to.finish();
}

/// Text that does not fit is counted, and written nowhere.
class bounded_sink : public sink {
 public:
  KCALL_INLINE bounded_sink(char* begin, size_t size) : sink(begin, size, drain) {}
  KCALL_INLINE size_t finish() {
    drain(*this);
    return wanted_;
  }

 private:
  static void drain(sink& full) {
    auto& self = static_cast<bounded_sink&>(full);
    self.wanted_ += static_cast<size_t>(self.at_ - self.begin_);
    self.begin_ = self.at_ = self.spare_;
    KCALL_POINTER_ARITHMETIC_BEGIN
    self.end_ = self.spare_ + sizeof self.spare_;
    KCALL_POINTER_ARITHMETIC_END
  }

  size_t wanted_ = 0;
  char spare_[16];
};

template <class F>
[[gnu::noinline]] inline size_t format_into(char* begin, size_t size, const char* text, const argument* list) {
  bounded_sink to(begin, size != 0 ? size - 1 : 0);
  format_all<F>(to, text, list);
  const size_t wanted = to.finish();
  KCALL_POINTER_ARITHMETIC_BEGIN
  if (size != 0) begin[wanted < size ? wanted : size - 1] = '\0';
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

template <class Out>
concept output = requires(Out& out, const_buffer data) {
  result<void>(out.write(data));
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

/// Calls `use` with the arguments as a list. What they refer to lives until it returns.
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
KCALL_INLINE result<void> print(fd to, detail::format_for<A...> text, const A&... values) {
  constexpr auto deliver = detail::deliver_to_fd<G>;
  const auto target = static_cast<uintptr_t>(to.get());
  return result<void>::from_word(detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::print_through<detail::plain_format>(deliver, target, text.text(), list)
                            : detail::print_through<detail::full_format>(deliver, target, text.text(), list);
      },
      values...));
}

/// Prints to anything with `result<void> write(const_buffer)`, such as a writer, in pieces of at most 1024 bytes. The
/// first error of that.
template <detail::output Out, class... A>
requires(!detail::is_const<Out>) KCALL_INLINE result<void> print(Out& to, detail::format_for<A...> text,
                                                                 const A&... values) {
  constexpr auto deliver = detail::deliver_to<Out>;
  const auto target = reinterpret_cast<uintptr_t>(&to);
  return result<void>::from_word(detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::print_through<detail::plain_format>(deliver, target, text.text(), list)
                            : detail::print_through<detail::full_format>(deliver, target, text.text(), list);
      },
      values...));
}

/// Inside a type's own format(): prints a part of it.
template <class... A>
KCALL_INLINE void print(sink& to, detail::format_for<A...> text, const A&... values) {
  detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::format_all<detail::plain_format>(to, text.text(), list)
                            : detail::format_all<detail::full_format>(to, text.text(), list);
      },
      values...);
}

/// Formats into memory, and ends the text with NUL: as much as there is room for. See `formatted`.
template <class... A>
KCALL_INLINE formatted format_to(mutable_buffer to, detail::format_for<A...> text, const A&... values) {
  auto* const begin = static_cast<char*>(to.data());
  const size_t size = to.size();
  const size_t wanted = detail::with_arguments<A...>(
      text,
      [&](const detail::argument* list) __attribute__((always_inline)) {
        return text.plain() ? detail::format_into<detail::plain_format>(begin, size, text.text(), list)
                            : detail::format_into<detail::full_format>(begin, size, text.text(), list);
      },
      values...);
  return {begin, size, wanted};
}

}  // namespace kcall::inline KCALL_ABI_TAG
