// Signals. How to read this: run.py.
//
// Not here:
//   rt_sigaction: copies the action, to fill in the restorer
//   rt_sigpending: the kernel writes the set in the frame
//   sigqueue: makes a siginfo_t
#include <kcall/call/signal.hpp>
#include <kcall/call/signal_queue.hpp>
#include <kcall/call/signal_stack.hpp>
#include <kcall/call/signal_wait.hpp>
#include <kcall/call/signalfd.hpp>

namespace out {

using namespace kcall;

result<void> kill(pid a, signal b) { return kcall::kill(a, b); }  // 3
result<void> tgkill(pid a, pid b, signal c) { return kcall::tgkill(a, b, c); }  // 3
result<void> rt_sigprocmask(sig_how a, const sigset* b, sigset* c) { return kcall::rt_sigprocmask(a, b, c); }  // 4: one constant
result<void> rt_sigsuspend(const sigset& a) { return kcall::rt_sigsuspend(a); }  // 4: one constant

result<void> tkill(pid a, signal b) { return kcall::tkill(a, b); }  // 3
result<void> rt_sigqueueinfo(pid a, signal b, const siginfo_t& c) { return kcall::rt_sigqueueinfo(a, b, c); }  // 3
result<void> rt_tgsigqueueinfo(pid a, pid b, signal c, const siginfo_t& d) { return kcall::rt_tgsigqueueinfo(a, b, c, d); }  // 4

result<void> sigaltstack(const stack_t* a, stack_t* b) { return kcall::sigaltstack(a, b); }  // 3
result<void> sigaltstack_2(const stack_t& a) { return kcall::sigaltstack(a); }  // 4: a zero

result<signal> rt_sigtimedwait(const sigset& a, siginfo_t& b, const timespec* c) { return kcall::rt_sigtimedwait(a, b, c); }  // 4: one constant
result<signal> rt_sigtimedwait_2(const sigset& a, const timespec* b) { return kcall::rt_sigtimedwait(a, b); }  // 6: one constant, a zero, one argument moves
result<void> pause() { return kcall::pause(); }  // 3

result<fd> signalfd(const sigset& a, sfd_flags b) { return kcall::signalfd(a, b); }  // 7, 8: two constants, two arguments move; one more register in between
result<fd> signalfd_2(fd a, const sigset& b, sfd_flags c) { return kcall::signalfd(a, b, c); }  // 5: one constant, one argument moves

}  // namespace out
