// Memory that a call reads or writes: a pointer and a size in bytes, or anything with data() and size().
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <class T>
concept pointer_to_void = same_as<T, void*> || same_as<T, const void*>;

/// Has data() and size(): std::span, std::string, std::array, std::vector, a class of your own. Not the buffers below:
/// they have no elements, and compilers disagree on what *data() is then.
template <class T>
concept container = requires(T& c) {
  static_cast<size_t>(c.size());
  requires !pointer_to_void<plain<decltype(c.data())>>;
  *c.data();
};
template <class T>
using element = typename without_reference<decltype(*declared<T&>().data())>::type;

template <class T>
KCALL_INLINE constexpr void check_element() {
  static_assert(__is_trivially_copyable(T), "kcall: only trivially copyable elements can cross into the kernel as bytes");
}

}  // namespace detail

/// Bytes that a call reads. A string literal loses its terminating NUL.
class const_buffer {
 public:
  KCALL_INLINE constexpr const_buffer(const void* data, size_t bytes) : data_(data), size_(bytes) {}
  template <detail::container T>
  KCALL_INLINE constexpr const_buffer(const T& c)
      : data_(c.data()), size_(static_cast<size_t>(c.size()) * sizeof(*c.data())) {
    detail::check_element<detail::element<const T>>();
  }
  template <class T, size_t n>
  KCALL_INLINE constexpr const_buffer(const T (&array)[n]) : data_(array), size_(n * sizeof(T)) {
    detail::check_element<T>();
  }
  template <size_t n>
  KCALL_INLINE constexpr const_buffer(const char (&literal)[n])
      : data_(literal), size_(literal[n - 1] == '\0' ? n - 1 : n) {}
  template <size_t n>
  KCALL_INLINE constexpr const_buffer(char (&array)[n]) : data_(array), size_(n) {}

  KCALL_INLINE constexpr const void* data() const { return data_; }
  /// In bytes.
  KCALL_INLINE constexpr size_t size() const { return size_; }
  /// What is left after the first `bytes`, of which there must be so many: how a partial write goes on.
  KCALL_INLINE const_buffer after(size_t bytes) const {
    KCALL_POINTER_ARITHMETIC_BEGIN
    return {static_cast<const char*>(data_) + bytes, size_ - bytes};
    KCALL_POINTER_ARITHMETIC_END
  }

 private:
  const void* data_;
  size_t size_;
};

/// Bytes that a call writes.
class mutable_buffer {
 public:
  KCALL_INLINE constexpr mutable_buffer(void* data, size_t bytes) : data_(data), size_(bytes) {}
  template <class T>
    requires detail::container<detail::plain<T>>
  KCALL_INLINE constexpr mutable_buffer(T&& c)
      // Const or not, so that the message below is the only one.
      : data_(const_cast<void*>(static_cast<const void*>(c.data()))),
        size_(static_cast<size_t>(c.size()) * sizeof(*c.data())) {
    static_assert(!detail::is_const<detail::element<T>>,
                  "kcall: the call writes here, and these elements are const, as a string_view's are");
    detail::check_element<detail::element<T>>();
  }
  template <class T, size_t n>
    requires(!detail::is_const<T>)
  KCALL_INLINE constexpr mutable_buffer(T (&array)[n]) : data_(array), size_(n * sizeof(T)) {
    detail::check_element<T>();
  }

  KCALL_INLINE constexpr void* data() const { return data_; }
  /// In bytes.
  KCALL_INLINE constexpr size_t size() const { return size_; }
  KCALL_INLINE constexpr operator const_buffer() const { return {data_, size_}; }
  /// What is left after the first `bytes`, of which there must be so many: how a partial read goes on.
  KCALL_INLINE mutable_buffer after(size_t bytes) const {
    KCALL_POINTER_ARITHMETIC_BEGIN
    return {static_cast<char*>(data_) + bytes, size_ - bytes};
    KCALL_POINTER_ARITHMETIC_END
  }

 private:
  void* data_;
  size_t size_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
