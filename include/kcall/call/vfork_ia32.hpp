// vfork's assembly in ia32 code, by int $0x80: see call/vfork.hpp. ecx and edx survive the call.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/call/vfork.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// vfork whose child calls child(argument), below the parent's frames, and traps should that return.
template <traps_by_int80 G>
KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
  asm("mov $190,%eax\n\t"
      "int $0x80\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "ret\n"
      "1:\tmov 4(%esp),%eax\n\t"
      "mov 8(%esp),%ecx\n\t"
      "xor %ebp,%ebp\n\t"
      "sub $28,%esp\n\t"
      "mov %ecx,(%esp)\n\t"
      "call *%eax\n\t"
      "ud2");
  KCALL_NAKED_END
}

/// vfork with its answer in a register.
template <traps_by_int80 G>
[[gnu::returns_twice]] KCALL_NAKED long vfork_word() {
  asm("pop %ecx\n\t"
      "mov $190,%eax\n\t"
      "int $0x80\n\t"
      "jmp *%ecx");
  KCALL_NAKED_END
}

template <class G>
concept vfork_is_naked = traps_by_int80<G> && KCALL_INLINES_TWICE == 0;
template <class G>
concept vfork_is_inlined = traps_by_int80<G> && KCALL_INLINES_TWICE == 1;

}  // namespace detail

/// vfork(2): see call/process.hpp. ia32 returns a class through a pointer that the caller pushes before the return
/// address. The child may overwrite both, so both are taken off the stack, as `ret $4` would do.
template <detail::vfork_is_naked G = gate::native>
[[gnu::returns_twice]] KCALL_NAKED result<pid> vfork() {
  asm("pop %ecx\n\t"
      "pop %edx\n\t"
      "mov $190,%eax\n\t"
      "int $0x80\n\t"
      "mov %eax,(%edx)\n\t"
      "mov %edx,%eax\n\t"
      "jmp *%ecx");
  KCALL_NAKED_END
}
/// vfork(2): see call/process.hpp. For clang, because it crashes (14 to 19, at -O0) on a naked function that returns a
/// class through a pointer, and because it can: nothing of this is left but the call.
template <detail::vfork_is_inlined G = gate::native>
[[gnu::returns_twice]] KCALL_INLINE result<pid> vfork() {
  return result<pid>::from_word(detail::vfork_word<G>());
}

}  // namespace kcall::inline KCALL_ABI_TAG
