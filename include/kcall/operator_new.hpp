// operator new and delete for programs without a C++ library, in all their forms, over one heap for the whole program,
// which threads may share. Include it in the file that defines main, or in several.
//
//   #include <kcall/memory_functions.hpp>
//   #include <kcall/operator_new.hpp>
//   auto* const node = new tree_node{…};                       // traps where there is no memory
//   auto* const room = new (kcall::or_null) char[size];        // nullptr where there is none
//
// There are no exceptions to throw: what fails traps, as std::vector and its kind would have to. The forms that take
// std::nothrow_t, and or_null, which needs no <new>, give nullptr instead. Placement new is <new>'s, of which programs
// without a C++ library may include as much as is inline.
//
// Weak: beside a C++ library, in an ordinary program, they take the place of its own. What nothing calls,
// -Wl,--gc-sections leaves out.
#pragma once
#include <kcall/heap.hpp>
#include <kcall/mutex.hpp>

namespace std {
// As <new> declares them.
enum class align_val_t : kcall::size_t;  // NOLINT(cert-dcl58-cpp)
struct nothrow_t;                        // NOLINT(cert-dcl58-cpp)
}  // namespace std

namespace kcall::inline KCALL_ABI_TAG {

/// The heap behind operator new.
inline constinit basic_heap<mutex> new_heap;

/// new (kcall::or_null) T: nullptr where there is no memory.
struct or_null_t {};
inline constexpr or_null_t or_null;

namespace detail {

KCALL_INLINE void* new_or_null(size_t bytes, size_t alignment = 16) {
  return new_heap.allocate(bytes, alignment).value_or(nullptr);
}
KCALL_INLINE void* new_or_trap(size_t bytes, size_t alignment = 16) {
  void* const block = new_or_null(bytes, alignment);
  if (block == nullptr) on_bad_access(errc::enomem);
  return block;
}

}  // namespace detail

}  // namespace kcall::inline KCALL_ABI_TAG

// As every translation unit has them, and <new>.
void* operator new(kcall::size_t);
void* operator new[](kcall::size_t);
void* operator new(kcall::size_t, std::align_val_t);
void* operator new[](kcall::size_t, std::align_val_t);
void* operator new(kcall::size_t, const std::nothrow_t&) noexcept;
void* operator new[](kcall::size_t, const std::nothrow_t&) noexcept;
void* operator new(kcall::size_t, std::align_val_t, const std::nothrow_t&) noexcept;
void* operator new[](kcall::size_t, std::align_val_t, const std::nothrow_t&) noexcept;
void operator delete(void*) noexcept;
void operator delete[](void*) noexcept;
void operator delete(void*, kcall::size_t) noexcept;
void operator delete[](void*, kcall::size_t) noexcept;
void operator delete(void*, std::align_val_t) noexcept;
void operator delete[](void*, std::align_val_t) noexcept;
void operator delete(void*, kcall::size_t, std::align_val_t) noexcept;
void operator delete[](void*, kcall::size_t, std::align_val_t) noexcept;
void operator delete(void*, const std::nothrow_t&) noexcept;
void operator delete[](void*, const std::nothrow_t&) noexcept;
void operator delete(void*, std::align_val_t, const std::nothrow_t&) noexcept;
void operator delete[](void*, std::align_val_t, const std::nothrow_t&) noexcept;

// Not inline, which replacements must not be.

[[gnu::weak]] void* operator new(kcall::size_t bytes) { return kcall::detail::new_or_trap(bytes); }
[[gnu::weak]] void* operator new[](kcall::size_t bytes) { return kcall::detail::new_or_trap(bytes); }
[[gnu::weak]] void* operator new(kcall::size_t bytes, std::align_val_t alignment) {
  return kcall::detail::new_or_trap(bytes, static_cast<kcall::size_t>(alignment));
}
[[gnu::weak]] void* operator new[](kcall::size_t bytes, std::align_val_t alignment) {
  return kcall::detail::new_or_trap(bytes, static_cast<kcall::size_t>(alignment));
}
[[gnu::weak]] void* operator new(kcall::size_t bytes, const std::nothrow_t&) noexcept {
  return kcall::detail::new_or_null(bytes);
}
[[gnu::weak]] void* operator new[](kcall::size_t bytes, const std::nothrow_t&) noexcept {
  return kcall::detail::new_or_null(bytes);
}
[[gnu::weak]] void* operator new(kcall::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return kcall::detail::new_or_null(bytes, static_cast<kcall::size_t>(alignment));
}
[[gnu::weak]] void* operator new[](kcall::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return kcall::detail::new_or_null(bytes, static_cast<kcall::size_t>(alignment));
}

inline void* operator new(kcall::size_t bytes, kcall::or_null_t) noexcept { return kcall::detail::new_or_null(bytes); }
inline void* operator new[](kcall::size_t bytes, kcall::or_null_t) noexcept {
  return kcall::detail::new_or_null(bytes);
}
inline void* operator new(kcall::size_t bytes, std::align_val_t alignment, kcall::or_null_t) noexcept {
  return kcall::detail::new_or_null(bytes, static_cast<kcall::size_t>(alignment));
}
inline void* operator new[](kcall::size_t bytes, std::align_val_t alignment, kcall::or_null_t) noexcept {
  return kcall::detail::new_or_null(bytes, static_cast<kcall::size_t>(alignment));
}

[[gnu::weak]] void operator delete(void* block) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete[](void* block) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete(void* block, kcall::size_t) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete[](void* block, kcall::size_t) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete(void* block, std::align_val_t) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete[](void* block, std::align_val_t) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete(void* block, kcall::size_t, std::align_val_t) noexcept {
  kcall::new_heap.deallocate(block);
}
[[gnu::weak]] void operator delete[](void* block, kcall::size_t, std::align_val_t) noexcept {
  kcall::new_heap.deallocate(block);
}
[[gnu::weak]] void operator delete(void* block, const std::nothrow_t&) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete[](void* block, const std::nothrow_t&) noexcept { kcall::new_heap.deallocate(block); }
[[gnu::weak]] void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  kcall::new_heap.deallocate(block);
}
[[gnu::weak]] void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  kcall::new_heap.deallocate(block);
}

inline void operator delete(void* block, kcall::or_null_t) noexcept { kcall::new_heap.deallocate(block); }
inline void operator delete[](void* block, kcall::or_null_t) noexcept { kcall::new_heap.deallocate(block); }
