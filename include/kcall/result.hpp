// result<T>: a value or an error, with std::expected's interface. Where T fits in a register, result<T> is the register
// that the kernel answered in: no flag, no second word, no conversion until you look.
//
// Missing against std::expected: in-place construction, pointers to members as callables, references as T.
#pragma once
#include <kcall/error.hpp>
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {
/// Tag of a placement new of our own, so that <new> is not needed and does not clash.
struct here {};
}  // namespace kcall::inline KCALL_ABI_TAG::detail

KCALL_INLINE void* operator new(kcall::size_t, void* place, kcall::detail::here) noexcept { return place; }

namespace kcall::inline KCALL_ABI_TAG {

/// Called by result::value() when there is no value. Traps, unless the program is built with KCALL_ON_BAD_ACCESS=1
/// and defines it.
#if KCALL_ON_BAD_ACCESS
}  // namespace kcall::inline KCALL_ABI_TAG
// Not in the inline namespace, so that a program may define it inside `namespace kcall { … }` as well as by its full name.
namespace kcall {
[[noreturn]] void on_bad_access(errc error);
}  // namespace kcall
namespace kcall::inline KCALL_ABI_TAG {
#else
[[noreturn]] KCALL_INLINE void on_bad_access(errc) { __builtin_trap(); }
#endif

template <class T, class E = errc>
class result;

namespace detail {

/// The kernel's test (linux/err.h): the last 4095 words are errors, -4096 is a value.
KCALL_INLINE constexpr bool is_error(long word) { return static_cast<unsigned long>(word) >= -4095UL; }

/// a == b; integers by value whatever their signs, so that `read(…) == 4` warns nobody.
template <class A, class B>
KCALL_INLINE constexpr bool equal(const A& a, const B& b) {
  if constexpr (integer<A> && integer<B>) {
    using wide = unsigned long long;
    constexpr bool a_signed = A(-1) < A(0), b_signed = B(-1) < B(0);
    if constexpr (a_signed == b_signed) {
      return a == b;
    } else if constexpr (a_signed) {
      return a >= 0 && static_cast<wide>(a) == static_cast<wide>(b);
    } else {
      return b >= 0 && static_cast<wide>(a) == static_cast<wide>(b);
    }
  } else {
    return a == b;
  }
}

/// Tag: the word is as the kernel gave it.
struct from_kernel {};
/// Tag: what follows is an error, whatever its type.
struct unexpected {};

template <class T>
inline constexpr bool is_result = false;
template <class T, class E>
inline constexpr bool is_result<result<T, E>> = true;

/// What -> gives for a value that has no address: a copy to look into.
template <class T>
struct arrow {
  T value;
  KCALL_INLINE constexpr T* operator->() { return &value; }
};

/// f(value), or f() where a result carries none.
template <class R, class F>
KCALL_INLINE constexpr decltype(auto) applied(R&& from, F&& f) {
  if constexpr (same_as<typename plain<R>::value_type, void>) {
    return static_cast<F&&>(f)();
  } else {
    return static_cast<F&&>(f)(*static_cast<R&&>(from));
  }
}

// The monadic operations, written once for every kind of result. What a result does not need is not a member of it:
// every member is instantiated with each result type that a program names, and that is most of what including costs.
template <class R, class F>
KCALL_INLINE constexpr auto and_then(R&& from, F&& f) {
  using made = plain<decltype(applied(static_cast<R&&>(from), static_cast<F&&>(f)))>;
  static_assert(is_result<made>, "kcall: and_then() needs a function that returns a result");
  if (!from.has_value()) return made(from.error());
  return made(applied(static_cast<R&&>(from), static_cast<F&&>(f)));
}
template <class R, class F>
KCALL_INLINE constexpr auto transform(R&& from, F&& f) {
  using made = plain<decltype(applied(static_cast<R&&>(from), static_cast<F&&>(f)))>;
  if (!from.has_value()) return result<made>(from.error());
  if constexpr (same_as<made, void>) {
    applied(static_cast<R&&>(from), static_cast<F&&>(f));
    return result<made>();
  } else {
    return result<made>(applied(static_cast<R&&>(from), static_cast<F&&>(f)));
  }
}
template <class R, class F>
KCALL_INLINE constexpr auto or_else(R&& from, F&& f) {
  using same = plain<R>;
  static_assert(same_as<plain<decltype(f(from.error()))>, same>,
                "kcall: or_else() needs a function that returns the same result type");
  return from.has_value() ? same(static_cast<R&&>(from)) : static_cast<F&&>(f)(from.error());
}
template <class R, class F>
KCALL_INLINE constexpr auto transform_error(R&& from, F&& f) {
  using made = result<typename plain<R>::value_type, plain<decltype(f(from.error()))>>;
  if constexpr (same_as<typename made::error_type, errc>) {
    if (!from.has_value()) return made(static_cast<F&&>(f)(from.error()));
  } else {
    if (!from.has_value()) return made(unexpected(), static_cast<F&&>(f)(from.error()));
  }
  if constexpr (same_as<typename made::value_type, void>) {
    return made();
  } else {
    return made(*static_cast<R&&>(from));
  }
}

template <class Self>
struct monadic {
  /// f(value), which is a result too; or this error.
  template <class F>
  KCALL_INLINE constexpr auto and_then(F&& f) const {
    return detail::and_then(static_cast<const Self&>(*this), static_cast<F&&>(f));
  }
  /// f(value) as a value; or this error.
  template <class F>
  KCALL_INLINE constexpr auto transform(F&& f) const {
    return detail::transform(static_cast<const Self&>(*this), static_cast<F&&>(f));
  }
  /// This value; or f(error), which is a result of the same type.
  template <class F>
  KCALL_INLINE constexpr auto or_else(F&& f) const {
    return detail::or_else(static_cast<const Self&>(*this), static_cast<F&&>(f));
  }
  /// This value; or f(error) as the error, which may be of another type.
  template <class F>
  KCALL_INLINE constexpr auto transform_error(F&& f) const {
    return detail::transform_error(static_cast<const Self&>(*this), static_cast<F&&>(f));
  }
};

}  // namespace detail

/// What every result has, whatever its value: the register as the kernel left it, and the error in it.
class result_word {
 public:
  using error_type = errc;

  /// The kernel's word: -errno if it is in -4095..-1.
  KCALL_INLINE constexpr long word() const { return word_; }
  KCALL_INLINE constexpr bool has_value() const { return !detail::is_error(word_); }
  KCALL_INLINE constexpr explicit operator bool() const { return has_value(); }
  /// The error; only where !has_value().
  KCALL_INLINE constexpr errc error() const { return static_cast<errc>(-word_); }
  KCALL_INLINE constexpr errc error_or(errc otherwise) const { return has_value() ? otherwise : error(); }

  /// Compares the register with the error's: cheaper than taking the error out first.
  KCALL_INLINE friend constexpr bool operator==(const result_word& a, errc b) {
    return a.word_ == -static_cast<long>(b);
  }

 protected:
  KCALL_INLINE constexpr explicit result_word(long word) : word_(word) {}
  KCALL_INLINE constexpr explicit result_word(errc error) : word_(-static_cast<long>(error)) {}
  KCALL_INLINE constexpr void check() const {
    if (!has_value()) on_bad_access(error());
  }

  long word_;
};

/// A T, or the errc that the kernel gave instead. Ignoring one is a warning. One word: the register itself, from which
/// the value is made on the way out.
template <class T>
  requires one_word<T>
class [[nodiscard]] result<T, errc> : public result_word, public detail::monadic<result<T, errc>> {
 public:
  using value_type = T;

  KCALL_INLINE constexpr result() : result_word(to_word(T{})) {}
  KCALL_INLINE constexpr result(T value) : result_word(to_word(value)) {}
  KCALL_INLINE constexpr result(errc error) : result_word(error) {}
  /// What the kernel answered: the value's word, or -errno.
  KCALL_INLINE static constexpr result from_word(long word) { return result(detail::from_kernel{}, word); }

  /// The value; only where has_value().
  KCALL_INLINE constexpr T operator*() const { return kcall::from_word<T>(word_); }
  KCALL_INLINE constexpr detail::arrow<T> operator->() const { return {**this}; }
  /// The value; on_bad_access() where there is none.
  KCALL_INLINE constexpr T value() const {
    check();
    return **this;
  }
  KCALL_INLINE constexpr T value_or(T otherwise) const { return has_value() ? **this : otherwise; }

 private:
  KCALL_INLINE constexpr result(detail::from_kernel, long word) : result_word(word) {}
};

/// Success or an error.
template <>
class [[nodiscard]] result<void, errc> : public result_word, public detail::monadic<result<void, errc>> {
 public:
  using value_type = void;

  KCALL_INLINE constexpr result() : result_word(0L) {}
  KCALL_INLINE constexpr result(errc error) : result_word(error) {}
  KCALL_INLINE static constexpr result from_word(long word) { return result(detail::from_kernel{}, word); }

  KCALL_INLINE constexpr void operator*() const {}
  KCALL_INLINE constexpr void value() const { check(); }

 private:
  KCALL_INLINE constexpr result(detail::from_kernel, long word) : result_word(word) {}
};

/// Wider than a word: the value lies beside the word, where the kernel wrote it.
template <class T>
  requires(!one_word<T> && __is_trivially_copyable(T))
class [[nodiscard]] result<T, errc> : public result_word, public detail::monadic<result<T, errc>> {
 public:
  using value_type = T;

  KCALL_INLINE constexpr result() : result_word(0L), value_{} {}
  KCALL_INLINE constexpr result(const T& value) : result_word(0L), value_(value) {}
  KCALL_INLINE constexpr result(errc error) : result_word(error), value_{} {}
  /// For wrappers: make one unwritten, let the kernel write to place(), settle it with the kernel's word.
  KCALL_INLINE static result unwritten() { return result(detail::from_kernel{}); }
  KCALL_INLINE constexpr T* place() { return &value_; }
  KCALL_INLINE constexpr void settle(long word) { word_ = word; }

  /// The value; only where has_value().
  KCALL_INLINE constexpr T& operator*() { return value_; }
  KCALL_INLINE constexpr const T& operator*() const { return value_; }
  KCALL_INLINE constexpr T* operator->() { return &value_; }
  KCALL_INLINE constexpr const T* operator->() const { return &value_; }
  /// The value; on_bad_access() where there is none.
  KCALL_INLINE constexpr const T& value() const {
    check();
    return value_;
  }
  KCALL_INLINE constexpr T value_or(const T& otherwise) const { return has_value() ? value_ : otherwise; }

 private:
  // The value stays unset: the kernel is about to write it. Not constexpr, or g++ makes a constant of the whole and
  // clears every byte of it first, with memset where it is large.
  KCALL_INLINE explicit result(detail::from_kernel) : result_word(0L) {}  // NOLINT(*-member-init)

  T value_;
};

/// Not trivially copyable (unique_fd, a std::string out of transform): the value lives only where there is one, and
/// moves out of a result that is on its way out.
template <class T>
  requires(!__is_trivially_copyable(T) && !same_as<T, void>)
class [[nodiscard]] result<T, errc> : public result_word {
 public:
  using value_type = T;

  result(T value) : result_word(0L), value_(static_cast<T&&>(value)) {}
  result(errc error) : result_word(error) {}
  result(const result& other) : result_word(other.word_) {
    if (has_value()) ::new (&value_, detail::here{}) T(other.value_);
  }
  result(result&& other) noexcept : result_word(other.word_) {
    if (has_value()) ::new (&value_, detail::here{}) T(static_cast<T&&>(other.value_));
  }
  result& operator=(result other) noexcept {
    if (has_value()) value_.~T();
    word_ = other.word_;
    if (has_value()) ::new (&value_, detail::here{}) T(static_cast<T&&>(other.value_));
    return *this;
  }
  ~result() {
    if (has_value()) value_.~T();
  }

  T& operator*() & { return value_; }
  const T& operator*() const& { return value_; }
  T&& operator*() && { return static_cast<T&&>(value_); }
  T* operator->() { return &value_; }
  const T* operator->() const { return &value_; }
  const T& value() const& {
    check();
    return value_;
  }
  T value() && {
    check();
    return static_cast<T&&>(value_);
  }
  T value_or(T otherwise) && { return static_cast<T&&>(has_value() ? value_ : otherwise); }

  auto and_then(auto&& f) const& { return detail::and_then(*this, f); }
  auto and_then(auto&& f) && { return detail::and_then(static_cast<result&&>(*this), f); }
  auto transform(auto&& f) const& { return detail::transform(*this, f); }
  auto transform(auto&& f) && { return detail::transform(static_cast<result&&>(*this), f); }
  auto or_else(auto&& f) && { return detail::or_else(static_cast<result&&>(*this), f); }

 private:
  union {
    T value_;
  };
};

/// Equal values, or equal errors.
template <class T, class U>
KCALL_INLINE constexpr bool operator==(const result<T>& a, const result<U>& b) {
  if (!a || !b) return !a && !b && a.error() == b.error();
  if constexpr (same_as<T, void> && same_as<U, void>) {
    return true;
  } else {
    return detail::equal(*a, *b);
  }
}
/// A value, and equal to `b`.
template <class T, class U>
  requires(!detail::is_result<U> && !same_as<U, errc>)
KCALL_INLINE constexpr bool operator==(const result<T>& a, const U& b) {
  return a.has_value() && detail::equal(*a, b);
}

/// What transform_error() gives when it leaves errc behind: a value or an error of your own, side by side. Trivially
/// copyable types only; it has no monadic operations.
template <class T, class E>
class [[nodiscard]] result {
 public:
  using value_type = T;
  using error_type = E;
  KCALL_INLINE constexpr explicit result(const T& value) : has_value_(true), value_(value), error_() {}
  KCALL_INLINE constexpr result(detail::unexpected, const E& error) : has_value_(false), value_(), error_(error) {}
  KCALL_INLINE constexpr bool has_value() const { return has_value_; }
  KCALL_INLINE constexpr explicit operator bool() const { return has_value_; }
  KCALL_INLINE constexpr const T& operator*() const { return value_; }
  KCALL_INLINE constexpr const T* operator->() const { return &value_; }
  KCALL_INLINE constexpr const T& value() const {
    if (!has_value_) on_bad_access(errc{});
    return value_;
  }
  KCALL_INLINE constexpr T value_or(const T& otherwise) const { return has_value_ ? value_ : otherwise; }
  KCALL_INLINE constexpr const E& error() const { return error_; }

 private:
  bool has_value_;
  T value_;
  E error_;
};

/// The same without a value.
template <class E>
class [[nodiscard]] result<void, E> {
 public:
  using value_type = void;
  using error_type = E;
  KCALL_INLINE constexpr result() : has_value_(true), error_() {}
  KCALL_INLINE constexpr result(detail::unexpected, const E& error) : has_value_(false), error_(error) {}
  KCALL_INLINE constexpr bool has_value() const { return has_value_; }
  KCALL_INLINE constexpr explicit operator bool() const { return has_value_; }
  KCALL_INLINE constexpr void operator*() const {}
  KCALL_INLINE constexpr void value() const {
    if (!has_value_) on_bad_access(errc{});
  }
  KCALL_INLINE constexpr const E& error() const { return error_; }

 private:
  bool has_value_;
  E error_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
