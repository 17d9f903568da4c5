// What a thread of a program without a libc finds behind its thread pointer: its thread_local variables, and the stack
// protector's canary. start.hpp makes the first thread's, thread.hpp those of the others.
//
//   x86-64, ia32   thread_local variables | control block      the thread pointer (fs, gs) is at the control block
//   aarch64        two words | thread_local variables          the thread pointer (tpidr_el0) is at the two words
//
// See "ELF Handling For Thread-Local Storage": variant II is the first, variant I the second. Nothing here may have a
// stack protector of its own: it runs before there is a canary.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/start/program_headers.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// What lies at the thread pointer on x86. Compilers know three places in it: `self` (from which addresses of
/// thread_local variables are counted) and the canary, which 64-bit code looks for at 0x28 and ia32 code at 0x14.
struct x86_thread_control {
  x86_thread_control* self;
  uintptr_t unused[4];
  uintptr_t canary;
};
static_assert(__builtin_offsetof(x86_thread_control, canary) == (sizeof(long) == 8 ? 0x28 : 0x14));

/// aarch64 code looks for its canary here, in every thread. Weak, because a libc that is in the program has one, too;
/// and no inline variable, which g++ makes stronger than that.
[[gnu::visibility("hidden")]] extern uintptr_t global_canary asm("__stack_chk_guard");
[[gnu::weak, gnu::used]] constinit uintptr_t global_canary = 0;

struct thread_block {
  /// Whether thread_local variables lie after the thread pointer.
  static constexpr bool variables_follow = abi::native::elf_machine == 183;
  static constexpr size_t control_size = variables_follow ? 2 * sizeof(long) : sizeof(x86_thread_control);

  /// Bytes to reserve for a thread, at any address: a multiple of 16.
  KCALL_NO_CANARY static size_t size() asm("kcall_thread_block_size");
  /// Fills the size() bytes at `place`; gives the thread pointer.
  KCALL_NO_CANARY static uintptr_t make(void* place, uintptr_t canary);
  /// The running thread's canary.
  KCALL_NO_CANARY KCALL_INLINE static uintptr_t canary();
};

/// The running thread's control block, on x86.
KCALL_INLINE x86_thread_control* own_thread_control() {
  x86_thread_control* self;
  if constexpr (abi::native::elf_machine == 62) {
    asm("mov %%fs:0, %0" : "=r"(self));
  } else if constexpr (abi::native::elf_machine == 3) {
    asm("mov %%gs:0, %0" : "=r"(self));
  } else {
    self = nullptr;
  }
  return self;
}

KCALL_INLINE uintptr_t thread_block::canary() {
  if constexpr (variables_follow) {
    return global_canary;
  } else {
    return own_thread_control()->canary;
  }
}

[[gnu::used]] inline size_t thread_block::size() {
  const program_header* const variables = find_program_header(pt_tls);
  if (variables == nullptr) return (control_size + 15 + 15) & ~size_t{15};
  // Room to align the pointer, and on aarch64 what lies between the two words and the first variable.
  const auto alignment = static_cast<size_t>(variables->alignment) | 16;
  return (control_size + static_cast<size_t>(variables->memory_size) + 2 * alignment + 15) & ~size_t{15};
}

KCALL_POINTER_ARITHMETIC_BEGIN
inline uintptr_t thread_block::make(void* place, uintptr_t canary) {
  const program_header* const header = find_program_header(pt_tls);
  const uintptr_t begin = reinterpret_cast<uintptr_t>(place);
  const uintptr_t alignment =
      header != nullptr && header->alignment != 0 ? static_cast<uintptr_t>(header->alignment) : 1;
  const uintptr_t mask = (alignment - 1) | 15;  // for the greater of the two
  const auto bytes = header != nullptr ? static_cast<uintptr_t>(header->memory_size) : 0;
  // Variables lie at addresses that are the same as their link addresses, as far as the alignment goes.
  const auto offset = header != nullptr ? static_cast<uintptr_t>(header->address) & (alignment - 1) : 0;
  uintptr_t pointer, variables;
  if constexpr (variables_follow) {
    pointer = (begin + mask) & ~mask;
    variables = pointer + control_size + ((offset - control_size) & (alignment - 1));
    global_canary = canary;
  } else {
    const uintptr_t below = bytes + ((0 - offset - bytes) & (alignment - 1));
    pointer = (begin + below + mask) & ~mask;
    variables = pointer - below;
    auto* const control = reinterpret_cast<x86_thread_control*>(pointer);
    control->self = control;
    control->canary = canary;
  }
  if (header != nullptr) {
    const auto* const image =
        reinterpret_cast<const unsigned char*>(load_bias() + static_cast<uintptr_t>(header->address));
    auto* const out = reinterpret_cast<unsigned char*>(variables);
    for (uintptr_t i = 0; i < bytes; ++i) {
      out[i] = i < static_cast<uintptr_t>(header->file_size) ? image[i] : 0;
      asm volatile("" ::: "memory");  // or else these are calls of memcpy and memset
    }
  }
  return pointer;
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG::detail
