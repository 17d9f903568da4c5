// Threads for programs without a libc.
//
//   kcall::thread worker;
//   if (const auto started = worker.start([&] { sum = add(numbers); }); !started) return started.error();
//   …
//   static_cast<void>(worker.join());
//
// A thread costs one mapping (stack, thread-local variables and what it runs lie in it) and four system calls: mmap,
// mprotect, clone, munmap. clone(2) and not clone3(2), which knows nothing more that a thread needs, and which older
// kernels, filters of containers and emulators refuse.
//
// The program must have been started by start.hpp, and the file that defines main must include this, or
// thread_local.hpp, whichever file starts threads; else, and in a program that a libc started, which would know nothing
// of the thread, start() answers enosys. Code that compilers make run-time calls of (thread_local with destructors) has
// none. A thread's own id is gettid(), and sched_yield() lets others run.
//
// Missing: ending a thread from outside or from below its function, threads that begin with signals blocked (they begin
// with those that the starting thread blocks), reuse of stacks.
#pragma once
#include <kcall/thread/control.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A thread, or none. For one thread to use at a time.
class thread {
 public:
  constexpr thread() = default;
  KCALL_INLINE thread(thread&& other) noexcept : id_(other.id_) { control_ = other.release(); }
  /// Waits for the thread that was here first.
  thread& operator=(thread&& other) noexcept {
    if (this == &other) return *this;
    end();
    id_ = other.id_;
    control_ = other.release();
    return *this;
  }
  /// Waits for the thread's end, because what it works on may be about to go; lets it go if it is the caller.
  ~thread() {
    if (control_ != nullptr) end();
  }

  /// Starts a thread that runs run(argument), whose answer join() gives. ebusy: there is one here already; eagain: no
  /// more threads allowed; enomem; enosys: see above. Nothing is left of what could not be started.
  template <gate_like G = gate::native>
  result<void> start(long (*run)(void*), void* argument, const thread_options& options = {}) {
    if (control_ != nullptr) return errc::ebusy;
    const long made = detail::thread_map<G>(options, 0, run);
    if (detail::is_error(made)) return result<void>::from_word(made);
    auto* const control = from_word<detail::thread_control*>(made);
    return keep<G>(control, detail::thread_launch<G>(control, argument));
  }

  /// Starts a thread that runs function(), which lies above its stack and is destroyed when it has returned. What it
  /// returns (an integer, a pointer, a result of one), join() gives; for void, 0. Errors as above.
  template <gate_like G = gate::native, class F>
  result<void> start(F&& function, const thread_options& options = {}) {
    using closure = typename detail::thread_closure<F>::type;
    static_assert(alignof(closure) <= detail::thread_align, "kcall: what a thread runs is aligned to 64 bytes at most");
    if (control_ != nullptr) return errc::ebusy;
    const long made = detail::thread_map<G>(options, sizeof(closure), detail::thread_run<closure>);
    if (detail::is_error(made)) return result<void>::from_word(made);
    auto* const control = from_word<detail::thread_control*>(made);
    auto* const stored = ::new (control->closure, detail::here{}) closure(static_cast<F&&>(function));
    const long id = detail::thread_launch<G>(control, stored);
    if (detail::is_error(id)) stored->~closure();
    return keep<G>(control, id);
  }

  /// Waits for the thread's end; stores in `answer` what its function returned. Then there is none here. einval: there
  /// was none; edeadlk: the caller is the thread.
  template <gate_like G = gate::native>
  result<void> join(long& answer) {
    return result<void>::from_word(finish<G>(&answer, nullptr));
  }
  template <gate_like G = gate::native>
  result<void> join() {
    return result<void>::from_word(finish<G>(nullptr, nullptr));
  }
  /// The same until a point in time: etimedout, and the thread is here still.
  template <gate_like G = gate::native>
  result<void> join_until(const deadline& until) {
    return result<void>::from_word(finish<G>(nullptr, &until));
  }

  /// Lets the thread go: it frees what it has when it ends. Then there is none here. einval: there was none. When main
  /// returns, or anybody calls exit_group, it ends unasked.
  template <gate_like G = gate::native>
  result<void> detach() {
    if (control_ == nullptr) return errc::einval;
    auto* const control = release();
    if (control->state.exchange<memory_order::acq_rel>(detail::thread_detached) == detail::thread_ended) {
      // It saw no order to free its memory, and is on its last instructions.
      static_cast<void>(detail::thread_await<G>(control, nullptr));
      detail::thread_unmap<G>(control);
    }
    return {};
  }

  /// Whether there is a thread here that was neither joined nor detached; it may have ended.
  KCALL_INLINE bool joinable() const { return control_ != nullptr; }
  /// The thread's id, as its gettid() gives it; that of a thread which has ended may be another's by now. pid{}: none.
  KCALL_INLINE pid id() const { return id_; }

 private:
  void end() {
    if (join() == errc::edeadlk) static_cast<void>(detach());
  }

  KCALL_INLINE detail::thread_control* release() {
    auto* const control = control_;
    control_ = nullptr;
    id_ = pid{};
    return control;
  }

  /// What thread_launch() gave for `control`.
  template <gate_like G>
  result<void> keep(detail::thread_control* control, long id) {
    if (detail::is_error(id)) {
      detail::thread_unmap<G>(control);
      return result<void>::from_word(id);
    }
    control_ = control;
    id_ = from_word<pid>(id);
    return {};
  }

  template <gate_like G>
  long finish(long* answer, const deadline* until) {
    if (control_ == nullptr) return -static_cast<long>(errc::einval);
    if (detail::thread_is_own(control_)) return -static_cast<long>(errc::edeadlk);
    if (const long failed = detail::thread_await<G>(control_, until); failed != 0) return failed;
    auto* const control = release();
    if (answer != nullptr) *answer = control->answer;
    detail::thread_unmap<G>(control);
    return 0;
  }

  detail::thread_control* control_ = nullptr;
  pid id_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
