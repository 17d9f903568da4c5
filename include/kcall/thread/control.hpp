// What thread.hpp is made of: the memory of a thread, its beginning and its end.
//
//   | guard: no access | stack, growing down | closure | thread_control | thread_block |
//
// One mapping. Who joins a thread unmaps it; a detached thread does so itself.
#pragma once
#include <kcall/call/clone.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/robust_list.hpp>
#include <kcall/call/signal.hpp>
#include <kcall/futex/sleep.hpp>
#include <kcall/thread/vanish.hpp>
#include <kcall/thread_local.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG {

/// The memory that a thread is to have, in bytes; both are rounded up to whole pages.
struct thread_options {
  /// Address space: pages that are not touched cost nothing. At least one page.
  size_t stack_size = size_t{1} << 20;
  /// What a stack that overflows runs into. No frame larger than this may be entered unseen.
  size_t guard_size = size_t{64} << 10;
};

namespace detail {

enum thread_state : uint32_t { thread_joinable = 0, thread_detached = 1, thread_ended = 2 };

struct thread_control {
  /// The thread's id from before it runs until it has left its stack for good, when the kernel makes it 0 and wakes who
  /// sleeps on it: as a shared futex, whatever the memory (kernel/fork.c, mm_release).
  atomic<uint32_t> id;
  atomic<uint32_t> state;
  long (*run)(void* argument);
  void* argument;
  /// The place for what runs; the stack ends there.
  void* closure;
  long answer;
  char* mapping;
  size_t size;
};

/// Weak, and at an address that is not null, if our _start made the first thread's block (start/piece.hpp): the linker
/// knows, whichever file starts threads.
[[gnu::weak]] void first_block_is_made() asm("kcall_piece_3");

/// A multiple of every page size that a kernel for this ABI may have: on aarch64 4, 16 or 64 KiB.
inline constexpr size_t thread_granule = abi::native::elf_machine == 183 ? 65536 : 4096;

/// Of closures.
inline constexpr size_t thread_align = 64;

/// Maps what a thread needs that runs `run`, and has room for a closure of so many bytes. The control, or -errno.
template <gate_like G>
[[gnu::noinline]] inline long thread_map(const thread_options& wanted, size_t closure, long (*run)(void*)) {
  constexpr size_t most = ~size_t{0} / 4, align = thread_align;
  // The new thread's block is made after the first one's.
  if (first_block_is_made == nullptr) return -static_cast<long>(errc::enosys);
  if (wanted.stack_size > most || wanted.guard_size > most) return -static_cast<long>(errc::enomem);
  const size_t variables = thread_block::size();
  const size_t guard = (wanted.guard_size + thread_granule - 1) & ~(thread_granule - 1);
  const size_t stack = (wanted.stack_size + thread_granule - (wanted.stack_size != 0)) & ~(thread_granule - 1);
  const size_t above = closure + align + sizeof(thread_control) + align + variables;
  const size_t size = (guard + stack + above + thread_granule - 1) & ~(thread_granule - 1);
  const auto mapped = mmap<G>(nullptr, size, prot::none,
                              map_flags::private_ | map_flags::anonymous | map_flags::noreserve | map_flags::stack);
  if (!mapped) return mapped.word();
  auto* const mapping = static_cast<char*>(*mapped);
  if (const auto opened = mprotect<G>(mapping + guard, size - guard, prot::read | prot::write); !opened) {
    static_cast<void>(munmap<G>(mapping, size));
    return opened.word();
  }
  // Pages are new, so all that is not set here is zero.
  const uintptr_t top =
      (reinterpret_cast<uintptr_t>(mapping) + size - variables - sizeof(thread_control)) & ~(align - 1);
  auto* const control = reinterpret_cast<thread_control*>(top);
  control->run = run;
  control->closure = reinterpret_cast<void*>((top - closure) & ~(align - 1));
  control->mapping = mapping;
  control->size = size;
  return to_word(control);
}

template <gate_like G>
inline void thread_unmap(thread_control* control) {
  static_cast<void>(munmap<G>(control->mapping, control->size));
}

/// The end of a detached thread. The kernel must not clear the id any more: somebody else's memory may be there by
/// then.
template <gate_like G>
[[noreturn]] KCALL_COLD inline void thread_vanish(thread_control* control) {
  const sigset all = sigset::full();
  static_cast<void>(rt_sigprocmask<G>(sig_how::setmask, &all, nullptr));
  static_cast<void>(set_tid_address<G>(nullptr));
  unmap_and_exit<abi::native>(control->mapping, control->size);
}

/// What a thread runs.
template <gate_like G>
inline int thread_begin(void* own) {
  auto* const control = static_cast<thread_control*>(own);
  control->answer = control->run(control->argument);
  if (control->state.template exchange<memory_order::acq_rel>(thread_ended) == thread_detached)
    thread_vanish<G>(control);
  return 0;
}

/// Starts what thread_map() made room for. The thread's id, or -errno; then nothing has happened.
template <gate_like G>
[[gnu::noinline]] inline long thread_launch(thread_control* control, void* argument) {
  constexpr clone_flags shared = clone_flags::vm | clone_flags::fs | clone_flags::files | clone_flags::sighand |
                                 clone_flags::thread | clone_flags::sysvsem | clone_flags::settls |
                                 clone_flags::parent_settid | clone_flags::child_cleartid;
  uintptr_t pointer = thread_block::make(control + 1, thread_block::canary());
  user_desc segment;
  if constexpr (abi::native::elf_machine == 3) {
    // The new thread has our segment registers: the same entry of a table of its own.
    unsigned long selector;
    asm("mov %%gs, %0" : "=r"(selector));
    segment.entry_number = static_cast<uint32_t>(selector & 0xffff) / 8;
    segment.base_addr = static_cast<uint32_t>(pointer);
    segment.limit = 0xfffff;
    segment.flags = segment_flags::seg_32bit | segment_flags::limit_in_pages | segment_flags::useable;
    pointer = reinterpret_cast<uintptr_t>(&segment);
  }
  control->argument = argument;
  auto* const id = reinterpret_cast<int*>(&control->id);
  // From the mapping's start, though the guard is no stack: only the end matters.
  const auto bytes = reinterpret_cast<uintptr_t>(control->closure) - reinterpret_cast<uintptr_t>(control->mapping);
  return clone<G>(shared, signal::none, {control->mapping, bytes}, thread_begin<G>, control, id, id, pointer).word();
}

/// Waits for a thread's end. 0, or what futex_sleep() says of `until`.
template <gate_like G>
[[gnu::noinline]] inline long thread_await(thread_control* control, const deadline* until) {
  while (const uint32_t id = control->id.template load<memory_order::acquire>()) {
    if (const long failed = futex_sleep<G>(control->id, id, until, futex_scope::shared); failed != 0) return failed;
  }
  return 0;
}

/// What is kept of a function object, or of a function.
template <class F>
struct thread_closure {
  using type = plain<F>;
};
template <class R>
struct thread_closure<R (&)()> {
  using type = R (*)();
};
template <class R>
struct thread_closure<R (&)() noexcept> {
  using type = R (*)();
};

/// Runs a closure that lies at `place`, and destroys it.
template <class F>
inline long thread_run(void* place) {
  F& function = *static_cast<F*>(place);
  using answer = plain<decltype(function())>;
  long word = 0;
  if constexpr (same_as<answer, void>) {
    function();
  } else if constexpr (is_result<answer>) {
    static_assert(sizeof(answer) == sizeof(long), "kcall: a thread answers with a word: what is wider would be lost");
    word = function().word();
  } else {
    word = to_word(function());
  }
  function.~F();
  return word;
}

/// Whether the caller runs on the stack of this thread.
KCALL_INLINE bool thread_is_own(const thread_control* control) {
  const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here - reinterpret_cast<uintptr_t>(control->mapping) < control->size;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
KCALL_POINTER_ARITHMETIC_END
