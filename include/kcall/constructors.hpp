// Constructors and destructors of objects that live as long as the program, in programs without a libc: include it
// beside start.hpp, in the file that defines main. Not for programs that a libc starts, which has its own.
//
// Before main, _start calls what the linker collected in .preinit_array and .init_array, with argc, argv and envp;
// after main, destructors, last constructed first, then .fini_array from its end. exit_group(2) runs none of them, as
// _exit(3) does: call run_destructors() before it where they are wanted.
//
// Objects that are local to a function and static are constructed once, by whichever thread comes first; others wait.
#pragma once
#include <kcall/call/futex.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/mutex.hpp>
#include <kcall/start/piece.hpp>
#include <kcall/types/atomic.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG {
namespace detail {

using constructor = void (*)(int argc, char** argv, char** environment);
using destructor = void (*)();

// The linker defines these names itself, whether or not there is anything between them.
extern "C" {
[[gnu::visibility("hidden")]] extern const constructor first_preconstructor[] asm("__preinit_array_start");
[[gnu::visibility("hidden")]] extern const constructor end_of_preconstructors[] asm("__preinit_array_end");
[[gnu::visibility("hidden")]] extern const constructor first_constructor[] asm("__init_array_start");
[[gnu::visibility("hidden")]] extern const constructor end_of_constructors[] asm("__init_array_end");
[[gnu::visibility("hidden")]] extern const destructor first_destructor[] asm("__fini_array_start");
[[gnu::visibility("hidden")]] extern const destructor end_of_destructors[] asm("__fini_array_end");
}

/// A destructor that a constructor asked for.
struct exit_call {
  void (*function)(void*);
  void* argument;
};

/// Calls to make at the end, the last one first. There is room for 32, which ISO C promises of atexit, and for more by
/// pages of memory.
class exit_calls {
 public:
  /// False if there is no memory to note it in.
  KCALL_COLD bool add(exit_call call) {
    if (count_ == capacity_ && !grow()) return false;
    calls_[count_++] = call;
    return true;
  }
  /// The last one, which is then forgotten; its function is null where there is none.
  KCALL_COLD exit_call take() {
    if (count_ == 0) return {nullptr, nullptr};
    return calls_[--count_];
  }

 private:
  bool grow() {
    // Pages of twice the size; the old ones stay, there are few.
    const size_t bytes = 2 * capacity_ * sizeof(exit_call);
    const auto mapped = mmap(nullptr, bytes < 4096 ? 4096 : bytes, prot::read | prot::write,
                             map_flags::private_ | map_flags::anonymous);
    if (!mapped) return false;
    auto* const larger = static_cast<exit_call*>(*mapped);
    for (size_t i = 0; i < count_; ++i) larger[i] = calls_[i];
    calls_ = larger;
    capacity_ *= 2;
    return true;
  }

  exit_call first_[32]{};
  exit_call* calls_ = &first_[0];
  size_t capacity_ = 32;
  size_t count_ = 0;
};

/// The program's, and who may change it: threads construct objects too.
struct at_exit {
  constinit static inline exit_calls calls{};
  constinit static inline mutex lock{};
};

/// The state of an object that is local to a function and static. Compilers read the first byte themselves: not 0 once
/// the object is there ("Itanium C++ ABI", 3.3.2).
struct local_guard {
  atomic<uint32_t> constructed;
  atomic<uint32_t> state;
};
enum : uint32_t { guard_free = 0, guard_taken = 1, guard_awaited = 2 };

/// Makes a local object free, or constructed, and wakes who waits for that.
KCALL_COLD inline void release_guard(local_guard& guard) {
  if (guard.state.exchange(guard_free) == guard_awaited) static_cast<void>(futex_wake(&guard.state, futex_all));
}

// Under the names that compilers call, without declaring those: <cxxabi.h> may do so.

[[gnu::weak, gnu::used]] int take_guard(local_guard* guard) asm("__cxa_guard_acquire");
int take_guard(local_guard* guard) {
  for (;;) {
    if (guard->constructed.load<memory_order::acquire>() != 0) return 0;
    uint32_t state = guard_free;
    if (guard->state.compare_exchange(state, guard_taken)) {
      if (guard->constructed.load<memory_order::acquire>() == 0) return 1;
      release_guard(*guard);
      return 0;
    }
    if (state == guard_awaited || guard->state.compare_exchange(state, guard_awaited)) {
      static_cast<void>(futex_wait(&guard->state, guard_awaited));
    }
  }
}
[[gnu::weak, gnu::used]] void keep_guarded(local_guard* guard) asm("__cxa_guard_release");
void keep_guarded(local_guard* guard) {
  guard->constructed.store<memory_order::release>(1);
  release_guard(*guard);
}
[[gnu::weak, gnu::used]] void abandon_guarded(local_guard* guard) asm("__cxa_guard_abort");
void abandon_guarded(local_guard* guard) { release_guard(*guard); }

[[gnu::weak, gnu::used]] int call_at_exit(void (*function)(void*), void* argument, void* program) asm("__cxa_atexit");
int call_at_exit(void (*function)(void*), void* argument, void*) {
  const lock_scope held(at_exit::lock);
  return at_exit::calls.add({function, argument}) ? 0 : -1;
}
/// Which program or library a destructor belongs to: there is only one.
[[gnu::used, gnu::visibility("hidden")]] inline void* const only_program asm("__dso_handle") = nullptr;

/// A function that is pure virtual was called, while its object was constructed or destroyed.
[[noreturn, gnu::weak, gnu::used]] void pure_virtual_call() asm("__cxa_pure_virtual");
void pure_virtual_call() { __builtin_trap(); }

KCALL_INLINE void run(const constructor* from, const constructor* to, int argc, char** argv, char** environment) {
  for (; from != to; ++from) (*from)(argc, argv, environment);
}

}  // namespace detail

/// Runs the destructors that _start runs after main, once: for a program that is about to call exit_group(2).
KCALL_COLD inline void run_destructors() {
  for (;;) {
    // Not called with the lock held: a destructor may construct.
    detail::at_exit::lock.lock();
    const detail::exit_call last = detail::at_exit::calls.take();
    detail::at_exit::lock.unlock();
    if (last.function == nullptr) break;
    last.function(last.argument);
  }
  for (const detail::destructor* at = &detail::end_of_destructors[0]; at != &detail::first_destructor[0];) (*--at)();
}

namespace detail {

// Before main, and what it gets is kept.
KCALL_START_PIECE(4, R"(
    movq %rdi, %rbx
    movq %rsi, %r12
    movq %rdx, %r13
    call kcall_run_constructors
    movq %r13, %rdx
    movq %r12, %rsi
    movq %rbx, %rdi
)",
                  R"(
    pushl %eax
    pushl 12(%esp)
    pushl 12(%esp)
    pushl 12(%esp)
    call kcall_run_constructors
    addl $16, %esp
)",
                  R"(
    mov x19, x0
    mov x20, x1
    mov x21, x2
    bl kcall_run_constructors
    mov x2, x21
    mov x1, x20
    mov x0, x19
)");
// After main, and what it returned is kept.
KCALL_START_PIECE(6, R"(
    movl %eax, %ebx
    call kcall_run_destructors
    movl %ebx, %eax
)",
                  R"(
    movl %eax, %ebx
    call kcall_run_destructors
    movl %ebx, %eax
)",
                  R"(
    mov w19, w0
    bl kcall_run_destructors
    mov w0, w19
)");

[[gnu::used]] inline void run_constructors(int argc, char** argv, char** environment) asm("kcall_run_constructors");
inline void run_constructors(int argc, char** argv, char** environment) {
  run(&first_preconstructor[0], &end_of_preconstructors[0], argc, argv, environment);
  run(&first_constructor[0], &end_of_constructors[0], argc, argv, environment);
}

[[gnu::used]] inline void run_destructors_here() asm("kcall_run_destructors");
inline void run_destructors_here() { run_destructors(); }

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
KCALL_POINTER_ARITHMETIC_END
