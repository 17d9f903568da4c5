// thread_local variables in programs without a libc: include it beside start.hpp, in the file that defines main.
//
//   #include <kcall/start.hpp>
//   #include <kcall/thread_local.hpp>
//   thread_local int depth = 1;
//
// _start makes the first thread's on the stack, so that no memory is asked for: it costs one system call on x86 and
// none on aarch64. thread.hpp includes this and makes those of other threads. A program compiled with a stack protector
// has it through start.hpp, because the canary lies in the same block, which is then a page of its own.
//
// Variables whose destructors are to run at a thread's end do not link: __cxa_thread_atexit is a libc's.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/start/piece.hpp>
#include <kcall/start/thread_block.hpp>
#include <kcall/types/user_desc.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// AT_RANDOM of the auxiliary vector behind the environment: 16 random bytes, of which the canary is made. Its first
/// byte is zero, as elsewhere, so that no string can carry it.
KCALL_POINTER_ARITHMETIC_BEGIN
KCALL_NO_CANARY KCALL_INLINE uintptr_t canary_from_kernel(char** environment) {
  constexpr unsigned long at_random = 25;
  while (*environment != nullptr) ++environment;
  const auto* entry = reinterpret_cast<const unsigned long*>(environment + 1);
  // The kernel aligns these bytes to nothing.
  struct [[gnu::packed]] bytes {
    uintptr_t word;
  };
  for (; *entry != 0; entry += 2) {
    if (*entry == at_random) return reinterpret_cast<const bytes*>(entry[1])->word & ~uintptr_t{0xff};
  }
  return 0;
}
KCALL_POINTER_ARITHMETIC_END

/// Sets the running thread's thread pointer, by one system call on x86. 0, or -errno.
template <class Abi>
KCALL_NO_CANARY KCALL_INLINE long set_thread_pointer(uintptr_t pointer) {
  using trap = trap_of<gate::native>;
  using nr = typename Abi::nr;
  if constexpr (Abi::elf_machine == 62) {
    constexpr int arch_set_fs = 0x1002;
    return pass<trap>(nr::arch_prctl, arch_set_fs, pointer);
  } else if constexpr (Abi::elf_machine == 3) {
    // A flat segment from `pointer` on, in any of the three entries that the kernel keeps for each thread.
    user_desc entry;
    entry.entry_number = any_entry;
    entry.base_addr = static_cast<uint32_t>(pointer);
    entry.limit = 0xfffff;
    entry.flags = segment_flags::seg_32bit | segment_flags::limit_in_pages | segment_flags::useable;
    if (const long word = pass<trap>(nr::set_thread_area, &entry); word != 0) return word;
    asm volatile("mov %0, %%gs" ::"r"(static_cast<unsigned long>(entry.entry_number) * 8 + 3) : "memory");
    return 0;
  } else {
    static_assert(Abi::elf_machine == 183, "kcall: nothing is known of this ABI's thread pointer");
    asm volatile("msr tpidr_el0, %0" ::"r"(pointer) : "memory");
    return 0;
  }
}

/// A page of its own for the first thread's block, or null. Under a stack protector the block must not lie above the
/// stack, within reach of what overflows: then who overwrites one canary could overwrite the other.
template <class Abi>
KCALL_NO_CANARY KCALL_INLINE void* thread_block_apart(size_t size) {
  constexpr unsigned long read_write = 3, private_anonymous = 0x22;
  constexpr auto number = [] {
    if constexpr (requires { Abi::nr::mmap2; }) {
      return Abi::nr::mmap2;
    } else {
      return Abi::nr::mmap;
    }
  }();
  const long word = pass<trap_of<gate::native>>(number, 0UL, size, read_write, private_anonymous, -1, 0UL);
  return static_cast<unsigned long>(word) >= -4095UL ? nullptr : reinterpret_cast<void*>(word);
}

// Calls what follows it; what main is to get lies where piece 0 put it.
KCALL_START_PIECE(3, R"(
    movq %rdi, %rbx
    movq %rsi, %r12
    movq %rdx, %r13
    call kcall_thread_block_size
    subq %rax, %rsp
    movq %rsp, %rdi
    movq %r13, %rsi
    call kcall_start_first_thread
    movq %r13, %rdx
    movq %r12, %rsi
    movq %rbx, %rdi
)",
                  R"(
    call kcall_thread_block_size
    movl %esp, %esi
    subl %eax, %esp
    movl %esp, %edi
    pushl 8(%esi)
    pushl 8(%esi)
    pushl 4(%esi)
    pushl (%esi)
    subl $8, %esp
    pushl 8(%esi)
    pushl %edi
    call kcall_start_first_thread
    addl $16, %esp
)",
                  R"(
    mov x19, x0
    mov x20, x1
    mov x21, x2
    bl kcall_thread_block_size
    sub sp, sp, x0
    mov x0, sp
    mov x1, x21
    bl kcall_start_first_thread
    mov x2, x21
    mov x1, x20
    mov x0, x19
)");

/// Makes the first thread's block in thread_block::size() bytes of stack.
[[gnu::used]] KCALL_NO_CANARY inline void start_first_thread(void* place,
                                                             char** environment) asm("kcall_start_first_thread");
inline void start_first_thread(void* place, char** environment) {
  if constexpr (KCALL_STACK_PROTECTOR == 1) {
    place = thread_block_apart<abi::native>(thread_block::size());
    if (place == nullptr) __builtin_trap();
  }
  // What could be done about an error here? Code that needs the block would crash sooner or later: rather now.
  if (set_thread_pointer<abi::native>(thread_block::make(place, canary_from_kernel(environment))) != 0)
    __builtin_trap();
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
