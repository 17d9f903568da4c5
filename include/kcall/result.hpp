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
[[noreturn]] void on_bad_access(errc error);
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

struct from_kernel {};

template <class T>
inline constexpr bool is_result = false;
template <class T, class E>
inline constexpr bool is_result<result<T, E>> = true;

/// One word: the register itself. get() makes the value on the way out.
template <class T>
struct stored {
  long word_;
  KCALL_INLINE constexpr stored() : word_(to_word(T{})) {}
  KCALL_INLINE constexpr stored(const T& value) : word_(to_word(value)) {}
  KCALL_INLINE constexpr stored(errc error) : word_(-static_cast<long>(error)) {}
  KCALL_INLINE constexpr stored(from_kernel, long word) : word_(word) {}
  KCALL_INLINE constexpr T get() const { return from_word<T>(word_); }
};

/// No value: success or an error.
template <>
struct stored<void> {
  long word_;
  KCALL_INLINE constexpr stored() : word_(0) {}
  KCALL_INLINE constexpr stored(errc error) : word_(-static_cast<long>(error)) {}
  KCALL_INLINE constexpr stored(from_kernel, long word) : word_(word) {}
  KCALL_INLINE constexpr void get() const {}
};

/// Wider than a word: the value lies beside the word, where the kernel wrote it.
template <class T>
  requires(!one_word<T> && __is_trivially_copyable(T))
struct stored<T> {
  long word_;
  T value_;
  KCALL_INLINE constexpr stored() : word_(0), value_{} {}
  KCALL_INLINE constexpr stored(const T& value) : word_(0), value_(value) {}
  KCALL_INLINE constexpr stored(errc error) : word_(-static_cast<long>(error)), value_{} {}
  // The value stays unset: the kernel is about to write it. Not constexpr, or g++ makes a constant of the whole and
  // clears every byte of it first, with memset where it is large.
  KCALL_INLINE stored(from_kernel, long word) : word_(word) {}  // NOLINT(*-member-init)
  KCALL_INLINE constexpr T& get() & { return value_; }
  KCALL_INLINE constexpr const T& get() const& { return value_; }
  KCALL_INLINE constexpr T&& get() && { return static_cast<T&&>(value_); }
};

/// Not trivially copyable (unique_fd, a std::string out of transform): it lives only where there is a value.
template <class T>
  requires(!__is_trivially_copyable(T))
struct stored<T> {
  long word_;
  union {
    T value_;
  };
  stored() : word_(0), value_() {}
  stored(const T& value) : word_(0), value_(value) {}
  stored(T&& value) : word_(0), value_(static_cast<T&&>(value)) {}
  stored(errc error) : word_(-static_cast<long>(error)) {}
  stored(const stored& other) : word_(other.word_) {
    if (!is_error(word_)) ::new (&value_, here{}) T(other.value_);
  }
  stored(stored&& other) noexcept : word_(other.word_) {
    if (!is_error(word_)) ::new (&value_, here{}) T(static_cast<T&&>(other.value_));
  }
  stored& operator=(const stored& other) {
    stored copy(other);
    return *this = static_cast<stored&&>(copy);
  }
  stored& operator=(stored&& other) noexcept {
    if (this == &other) return *this;
    if (!is_error(word_)) value_.~T();
    word_ = other.word_;
    if (!is_error(word_)) ::new (&value_, here{}) T(static_cast<T&&>(other.value_));
    return *this;
  }
  ~stored() {
    if (!is_error(word_)) value_.~T();
  }
  T& get() & { return value_; }
  const T& get() const& { return value_; }
  T&& get() && { return static_cast<T&&>(value_); }
};

/// What -> gives for a value that has no address: a copy to look into.
template <class T>
struct arrow {
  T value;
  KCALL_INLINE constexpr T* operator->() { return &value; }
};

}  // namespace detail

/// A T, or the errc that the kernel gave instead. Ignoring one is a warning.
template <class T>
class [[nodiscard]] result<T, errc> : detail::stored<T> {
  using storage = detail::stored<T>;
  using storage::word_;

 public:
  using value_type = T;
  using error_type = errc;

  using storage::storage;
  constexpr result() = default;

  /// What the kernel answered: the value's word, or -errno.
  KCALL_INLINE static constexpr result from_word(long word) { return result(detail::from_kernel{}, word); }
  /// For wrappers whose answer is wider than a word: make one unwritten, let the kernel write to place(), settle it
  /// with the kernel's word.
  KCALL_INLINE static constexpr result unwritten() { return result(detail::from_kernel{}, 0); }
  KCALL_INLINE constexpr auto place() { return &this->value_; }
  KCALL_INLINE constexpr void settle(long word) { word_ = word; }
  /// The register as the kernel left it: -errno if it is in -4095..-1.
  KCALL_INLINE constexpr long word() const { return word_; }

  KCALL_INLINE constexpr bool has_value() const { return !detail::is_error(word_); }
  KCALL_INLINE constexpr explicit operator bool() const { return has_value(); }

  /// The value; only where has_value().
  KCALL_INLINE constexpr decltype(auto) operator*() & { return storage::get(); }
  KCALL_INLINE constexpr decltype(auto) operator*() const& { return storage::get(); }
  KCALL_INLINE constexpr decltype(auto) operator*() && { return static_cast<storage&&>(*this).get(); }
  KCALL_INLINE constexpr auto operator->() {
    if constexpr (one_word<T>) {
      return detail::arrow<T>{storage::get()};
    } else {
      return &this->value_;
    }
  }
  KCALL_INLINE constexpr auto operator->() const {
    if constexpr (one_word<T>) {
      return detail::arrow<T>{storage::get()};
    } else {
      return &this->value_;
    }
  }

  /// The value; on_bad_access() where there is none.
  KCALL_INLINE constexpr decltype(auto) value() & {
    check();
    return storage::get();
  }
  KCALL_INLINE constexpr decltype(auto) value() const& {
    check();
    return storage::get();
  }
  KCALL_INLINE constexpr decltype(auto) value() && {
    check();
    return static_cast<storage&&>(*this).get();
  }

  /// The error; only where !has_value().
  KCALL_INLINE constexpr errc error() const { return static_cast<errc>(-word_); }
  KCALL_INLINE constexpr errc error_or(errc otherwise) const { return has_value() ? otherwise : error(); }
  template <class U = T>
  KCALL_INLINE constexpr T value_or(U&& otherwise) const& {
    return has_value() ? T(storage::get()) : static_cast<T>(static_cast<U&&>(otherwise));
  }
  template <class U = T>
  KCALL_INLINE constexpr T value_or(U&& otherwise) && {
    return has_value() ? T(static_cast<storage&&>(*this).get()) : static_cast<T>(static_cast<U&&>(otherwise));
  }

  /// f(value), which is a result too; or this error.
  template <class F>
  KCALL_INLINE constexpr auto and_then(F&& f) const& {
    return chained(*this, static_cast<F&&>(f));
  }
  template <class F>
  KCALL_INLINE constexpr auto and_then(F&& f) && {
    return chained(static_cast<result&&>(*this), static_cast<F&&>(f));
  }
  /// f(value) as a value; or this error.
  template <class F>
  KCALL_INLINE constexpr auto transform(F&& f) const& {
    return transformed(*this, static_cast<F&&>(f));
  }
  template <class F>
  KCALL_INLINE constexpr auto transform(F&& f) && {
    return transformed(static_cast<result&&>(*this), static_cast<F&&>(f));
  }
  /// This value; or f(error), which is a result of the same type.
  template <class F>
  KCALL_INLINE constexpr result or_else(F&& f) const& {
    static_assert(same_as<detail::plain<decltype(f(error()))>, result>,
                  "kcall: or_else() needs a function that returns the same result type");
    if (has_value()) return *this;
    return static_cast<F&&>(f)(error());
  }
  template <class F>
  KCALL_INLINE constexpr result or_else(F&& f) && {
    static_assert(same_as<detail::plain<decltype(f(error()))>, result>,
                  "kcall: or_else() needs a function that returns the same result type");
    if (has_value()) return static_cast<result&&>(*this);
    return static_cast<F&&>(f)(error());
  }
  /// This value; or f(error) as the error, which may be of another type.
  template <class F>
  KCALL_INLINE constexpr auto transform_error(F&& f) const {
    using U = detail::plain<decltype(f(error()))>;
    if constexpr (same_as<T, void>) {
      if (has_value()) return result<void, U>();
    } else {
      if (has_value()) return result<T, U>(storage::get());
    }
    return result<T, U>(static_cast<F&&>(f)(error()));
  }

  /// Compares the register with the error's: cheaper than taking the error out first.
  KCALL_INLINE friend constexpr bool operator==(const result& a, errc b) { return a.word_ == -static_cast<long>(b); }
  KCALL_INLINE friend constexpr bool operator==(const result& a, const result& b) {
    if constexpr (same_as<T, void>) {
      return a.has_value() == b.has_value() && (a.has_value() || a.word_ == b.word_);
    } else if constexpr (one_word<T>) {
      return a.has_value() && b.has_value() ? a.get() == b.get() : a.word_ == b.word_;
    } else {
      return a.has_value() == b.has_value() && (a.has_value() ? a.get() == b.get() : a.word_ == b.word_);
    }
  }
  template <class U>
    requires(!detail::is_result<U> && !same_as<U, errc>)
  KCALL_INLINE friend constexpr bool operator==(const result& a, const U& b) {
    return a.has_value() && detail::equal(a.get(), b);
  }

 private:
  using storage::get;

  KCALL_INLINE constexpr void check() const {
    if (!has_value()) on_bad_access(error());
  }
  template <class Self, class F>
  KCALL_INLINE static constexpr auto chained(Self&& self, F&& f) {
    if constexpr (same_as<T, void>) {
      using R = detail::plain<decltype(f())>;
      static_assert(detail::is_result<R>, "kcall: and_then() needs a function that returns a result");
      if (self.has_value()) return R(static_cast<F&&>(f)());
      return R(self.error());
    } else {
      using R = detail::plain<decltype(f(*static_cast<Self&&>(self)))>;
      static_assert(detail::is_result<R>, "kcall: and_then() needs a function that returns a result");
      if (self.has_value()) return R(static_cast<F&&>(f)(*static_cast<Self&&>(self)));
      return R(self.error());
    }
  }
  template <class Self, class F>
  KCALL_INLINE static constexpr auto transformed(Self&& self, F&& f) {
    if constexpr (same_as<T, void>) {
      using U = detail::plain<decltype(f())>;
      if (!self.has_value()) return result<U>(self.error());
      if constexpr (same_as<U, void>) {
        static_cast<F&&>(f)();
        return result<U>();
      } else {
        return result<U>(static_cast<F&&>(f)());
      }
    } else {
      using U = detail::plain<decltype(f(*static_cast<Self&&>(self)))>;
      if (!self.has_value()) return result<U>(self.error());
      if constexpr (same_as<U, void>) {
        static_cast<F&&>(f)(*static_cast<Self&&>(self));
        return result<U>();
      } else {
        return result<U>(static_cast<F&&>(f)(*static_cast<Self&&>(self)));
      }
    }
  }
};

/// What transform_error() gives when it leaves errc behind: a value or an error of your own, side by side. Trivially
/// copyable types only; it has no monadic operations.
template <class T, class E>
class [[nodiscard]] result {
 public:
  using value_type = T;
  using error_type = E;
  KCALL_INLINE constexpr explicit result(const T& value) : has_value_(true), value_(value), error_() {}
  KCALL_INLINE constexpr explicit result(const E& error)
    requires(!same_as<T, E>)
      : has_value_(false), value_(), error_(error) {}
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

}  // namespace kcall::inline KCALL_ABI_TAG
