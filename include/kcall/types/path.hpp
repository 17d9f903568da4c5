// A path, as calls take it: a pointer to bytes that end in NUL.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Enough storage for any path that the kernel takes (PATH_MAX).
inline constexpr size_t path_max = 4096;

/// Made from a literal, a const char*, or anything with c_str(). Not from a string_view: nothing terminates it.
class path {
 public:
  using kernel_type = const char*;
  KCALL_INLINE constexpr path(const char* text) : text_(text) {}
  template <class T>
    requires requires(const T& text) {
      { text.c_str() } -> same_as<const char*>;
    }
  KCALL_INLINE constexpr path(const T& text) : text_(text.c_str()) {}
  template <class T>
    requires(!requires(const T& text) { text.c_str(); } && requires(const T& text) { text.data(), text.size(); })
  constexpr path(const T&) : text_(nullptr) {
    static_assert(detail::never<T>,
                  "kcall: a path must end in NUL, which a string_view or span does not promise: pass a literal, a "
                  "const char*, or something with c_str()");
  }
  KCALL_INLINE constexpr const char* get() const { return text_; }

 private:
  const char* text_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
