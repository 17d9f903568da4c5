// How signals tell of things, and where their handlers run.
#include <asm/siginfo.h>
#include <linux/signal.h>
#include <linux/signalfd.h>

#include <kcall/types/narrow_signal.hpp>
#include <kcall/types/sigevent.hpp>
#include <kcall/types/signal_stack.hpp>
#include <kcall/types/signalfd.hpp>

#include "same.hpp"

SAME_SIZE(kcall::sigval, union ::sigval);

using kernel_sigevent = struct ::sigevent;
SAME_SIZE(kcall::sigevent, kernel_sigevent);
SAME_FIELD(kcall::sigevent, sigev_value, kernel_sigevent, sigev_value);
SAME_FIELD(kcall::sigevent, sigev_signo, kernel_sigevent, sigev_signo);
SAME_FIELD(kcall::sigevent, sigev_notify, kernel_sigevent, sigev_notify);
static_assert(offsetof(kcall::sigevent, thread) == offsetof(kernel_sigevent, sigev_notify_thread_id));
SAME_VALUE(kcall::sigev::signal, SIGEV_SIGNAL);
SAME_VALUE(kcall::sigev::none, SIGEV_NONE);
SAME_VALUE(kcall::sigev::thread, SIGEV_THREAD);
SAME_VALUE(kcall::sigev::thread_id, SIGEV_THREAD_ID);

SAME_SIZE(kcall::stack_t, ::stack_t);
SAME_FIELD(kcall::stack_t, ss_sp, ::stack_t, ss_sp);
SAME_FIELD(kcall::stack_t, ss_flags, ::stack_t, ss_flags);
SAME_FIELD(kcall::stack_t, ss_size, ::stack_t, ss_size);
SAME_VALUE(kcall::sigaltstack_flags::onstack, SS_ONSTACK);
SAME_VALUE(kcall::sigaltstack_flags::disable, SS_DISABLE);
SAME_VALUE(kcall::sigaltstack_flags::autodisarm, SS_AUTODISARM);

using kernel_signalfd_siginfo = struct ::signalfd_siginfo;
SAME_SIZE(kcall::signalfd_siginfo, kernel_signalfd_siginfo);
SAME_FIELD(kcall::signalfd_siginfo, ssi_signo, kernel_signalfd_siginfo, ssi_signo);
SAME_FIELD(kcall::signalfd_siginfo, ssi_errno, kernel_signalfd_siginfo, ssi_errno);
SAME_FIELD(kcall::signalfd_siginfo, ssi_code, kernel_signalfd_siginfo, ssi_code);
SAME_FIELD(kcall::signalfd_siginfo, ssi_pid, kernel_signalfd_siginfo, ssi_pid);
SAME_FIELD(kcall::signalfd_siginfo, ssi_uid, kernel_signalfd_siginfo, ssi_uid);
SAME_FIELD(kcall::signalfd_siginfo, ssi_fd, kernel_signalfd_siginfo, ssi_fd);
SAME_FIELD(kcall::signalfd_siginfo, ssi_tid, kernel_signalfd_siginfo, ssi_tid);
SAME_FIELD(kcall::signalfd_siginfo, ssi_band, kernel_signalfd_siginfo, ssi_band);
SAME_FIELD(kcall::signalfd_siginfo, ssi_overrun, kernel_signalfd_siginfo, ssi_overrun);
SAME_FIELD(kcall::signalfd_siginfo, ssi_trapno, kernel_signalfd_siginfo, ssi_trapno);
SAME_FIELD(kcall::signalfd_siginfo, ssi_status, kernel_signalfd_siginfo, ssi_status);
SAME_FIELD(kcall::signalfd_siginfo, ssi_int, kernel_signalfd_siginfo, ssi_int);
SAME_FIELD(kcall::signalfd_siginfo, ssi_ptr, kernel_signalfd_siginfo, ssi_ptr);
SAME_FIELD(kcall::signalfd_siginfo, ssi_utime, kernel_signalfd_siginfo, ssi_utime);
SAME_FIELD(kcall::signalfd_siginfo, ssi_stime, kernel_signalfd_siginfo, ssi_stime);
SAME_FIELD(kcall::signalfd_siginfo, ssi_addr, kernel_signalfd_siginfo, ssi_addr);
SAME_FIELD(kcall::signalfd_siginfo, ssi_addr_lsb, kernel_signalfd_siginfo, ssi_addr_lsb);
SAME_FIELD(kcall::signalfd_siginfo, ssi_syscall, kernel_signalfd_siginfo, ssi_syscall);
SAME_FIELD(kcall::signalfd_siginfo, ssi_call_addr, kernel_signalfd_siginfo, ssi_call_addr);
SAME_FIELD(kcall::signalfd_siginfo, ssi_arch, kernel_signalfd_siginfo, ssi_arch);
SAME_VALUE(kcall::sfd_flags::nonblock, SFD_NONBLOCK);
SAME_VALUE(kcall::sfd_flags::cloexec, SFD_CLOEXEC);

// On ia32 what gates to it translate to is the headers' own siginfo_t.
template <bool is_32>
constexpr bool same_narrow_signal() {
  using theirs = ::siginfo_t;
  using ours = kcall::detail::narrow_signal;
  if constexpr (is_32) {
    return sizeof(ours) == sizeof(theirs) && offsetof(ours, process_or_timer) == offsetof(theirs, si_pid) &&
           offsetof(ours, process_or_timer) == offsetof(theirs, si_tid) &&
           offsetof(ours, user) == offsetof(theirs, si_uid) && offsetof(ours, user) == offsetof(theirs, si_overrun) &&
           offsetof(ours, user) == offsetof(theirs, si_fd) &&
           offsetof(ours, value_or_status) == offsetof(theirs, si_value) &&
           offsetof(ours, value_or_status) == offsetof(theirs, si_status) &&
           offsetof(ours, user_ticks) == offsetof(theirs, si_utime) &&
           offsetof(ours, system_ticks) == offsetof(theirs, si_stime);
  }
  return true;
}
static_assert(same_narrow_signal<sizeof(long) == 4>());
using kernel_sigval = union ::sigval;
SAME_FIELD(kcall::sigval, sival_int, kernel_sigval, sival_int);
SAME_FIELD(kcall::sigval, sival_ptr, kernel_sigval, sival_ptr);
#ifdef __i386__
using narrow_signal = kcall::detail::narrow_signal;
SAME_SIZE(narrow_signal, ::siginfo_t);
SAME_FIELD(narrow_signal, signo, ::siginfo_t, si_signo);
SAME_FIELD(narrow_signal, error, ::siginfo_t, si_errno);
SAME_FIELD(narrow_signal, code, ::siginfo_t, si_code);
using narrow_sigevent = kcall::detail::narrow_sigevent;
SAME_SIZE(narrow_sigevent, kernel_sigevent);
SAME_FIELD(narrow_sigevent, value, kernel_sigevent, sigev_value);
SAME_FIELD(narrow_sigevent, signo, kernel_sigevent, sigev_signo);
SAME_FIELD(narrow_sigevent, notify, kernel_sigevent, sigev_notify);
SAME_FIELD(narrow_sigevent, thread, kernel_sigevent, sigev_notify_thread_id);
#endif
