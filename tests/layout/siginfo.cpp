// What the kernel tells about a signal, and why it came.
#include <asm/siginfo.h>

#include <kcall/call/wait.hpp>
#include <kcall/types/signal.hpp>

#include "same.hpp"

SAME_VALUE(kcall::si_codes::user, SI_USER);
SAME_VALUE(kcall::si_codes::kernel, SI_KERNEL);
SAME_VALUE(kcall::si_codes::queue, SI_QUEUE);
SAME_VALUE(kcall::si_codes::timer, SI_TIMER);
SAME_VALUE(kcall::si_codes::mesgq, SI_MESGQ);
SAME_VALUE(kcall::si_codes::asyncio, SI_ASYNCIO);
SAME_VALUE(kcall::si_codes::sigio, SI_SIGIO);
SAME_VALUE(kcall::si_codes::tkill, SI_TKILL);
SAME_VALUE(kcall::si_codes::dethread, SI_DETHREAD);
SAME_VALUE(kcall::si_codes::asyncnl, SI_ASYNCNL);

SAME_VALUE(kcall::cld_codes::exited, CLD_EXITED);
SAME_VALUE(kcall::cld_codes::killed, CLD_KILLED);
SAME_VALUE(kcall::cld_codes::dumped, CLD_DUMPED);
SAME_VALUE(kcall::cld_codes::trapped, CLD_TRAPPED);
SAME_VALUE(kcall::cld_codes::stopped, CLD_STOPPED);
SAME_VALUE(kcall::cld_codes::continued, CLD_CONTINUED);

SAME_VALUE(kcall::segv_codes::maperr, SEGV_MAPERR);
SAME_VALUE(kcall::segv_codes::accerr, SEGV_ACCERR);
SAME_VALUE(kcall::segv_codes::bnderr, SEGV_BNDERR);
SAME_VALUE(kcall::segv_codes::pkuerr, SEGV_PKUERR);
SAME_VALUE(kcall::segv_codes::mteaerr, SEGV_MTEAERR);
SAME_VALUE(kcall::segv_codes::mteserr, SEGV_MTESERR);
#ifdef SEGV_CPERR
SAME_VALUE(kcall::segv_codes::cperr, SEGV_CPERR);
#endif

SAME_VALUE(kcall::bus_codes::adraln, BUS_ADRALN);
SAME_VALUE(kcall::bus_codes::adrerr, BUS_ADRERR);
SAME_VALUE(kcall::bus_codes::objerr, BUS_OBJERR);
SAME_VALUE(kcall::bus_codes::mceerr_ar, BUS_MCEERR_AR);
SAME_VALUE(kcall::bus_codes::mceerr_ao, BUS_MCEERR_AO);

SAME_VALUE(kcall::fpe_codes::intdiv, FPE_INTDIV);
SAME_VALUE(kcall::fpe_codes::intovf, FPE_INTOVF);
SAME_VALUE(kcall::fpe_codes::fltdiv, FPE_FLTDIV);
SAME_VALUE(kcall::fpe_codes::fltovf, FPE_FLTOVF);
SAME_VALUE(kcall::fpe_codes::fltund, FPE_FLTUND);
SAME_VALUE(kcall::fpe_codes::fltres, FPE_FLTRES);
SAME_VALUE(kcall::fpe_codes::fltinv, FPE_FLTINV);
SAME_VALUE(kcall::fpe_codes::fltsub, FPE_FLTSUB);
SAME_VALUE(kcall::fpe_codes::fltunk, FPE_FLTUNK);
SAME_VALUE(kcall::fpe_codes::condtrap, FPE_CONDTRAP);

SAME_VALUE(kcall::ill_codes::illopc, ILL_ILLOPC);
SAME_VALUE(kcall::ill_codes::illopn, ILL_ILLOPN);
SAME_VALUE(kcall::ill_codes::illadr, ILL_ILLADR);
SAME_VALUE(kcall::ill_codes::illtrp, ILL_ILLTRP);
SAME_VALUE(kcall::ill_codes::prvopc, ILL_PRVOPC);
SAME_VALUE(kcall::ill_codes::prvreg, ILL_PRVREG);
SAME_VALUE(kcall::ill_codes::coproc, ILL_COPROC);
SAME_VALUE(kcall::ill_codes::badstk, ILL_BADSTK);
SAME_VALUE(kcall::ill_codes::badiaddr, ILL_BADIADDR);

SAME_VALUE(kcall::trap_codes::brkpt, TRAP_BRKPT);
SAME_VALUE(kcall::trap_codes::trace, TRAP_TRACE);
SAME_VALUE(kcall::trap_codes::branch, TRAP_BRANCH);
SAME_VALUE(kcall::trap_codes::hwbkpt, TRAP_HWBKPT);
SAME_VALUE(kcall::trap_codes::unk, TRAP_UNK);
SAME_VALUE(kcall::trap_codes::perf, TRAP_PERF);

SAME_SIZE(kcall::siginfo_t, ::siginfo_t);
SAME_SIZE(kcall::siginfo_t::carried, ::sigval_t);
SAME_FIELD(kcall::siginfo_t, si_signo, ::siginfo_t, si_signo);
SAME_FIELD(kcall::siginfo_t, si_errno, ::siginfo_t, si_errno);
SAME_FIELD(kcall::siginfo_t, si_code, ::siginfo_t, si_code);
SAME_FIELD(kcall::siginfo_t, fields.child.process, ::siginfo_t, si_pid);
SAME_FIELD(kcall::siginfo_t, fields.child.user, ::siginfo_t, si_uid);
SAME_FIELD(kcall::siginfo_t, fields.child.status, ::siginfo_t, si_status);
SAME_FIELD(kcall::siginfo_t, fields.child.user_ticks, ::siginfo_t, si_utime);
SAME_FIELD(kcall::siginfo_t, fields.child.system_ticks, ::siginfo_t, si_stime);
SAME_FIELD(kcall::siginfo_t, fields.queued.process, ::siginfo_t, si_pid);
SAME_FIELD(kcall::siginfo_t, fields.queued.user, ::siginfo_t, si_uid);
SAME_FIELD(kcall::siginfo_t, fields.queued.value, ::siginfo_t, si_value);
SAME_FIELD(kcall::siginfo_t, fields.queued.value.as_int, ::siginfo_t, si_int);
SAME_FIELD(kcall::siginfo_t, fields.queued.value.as_pointer, ::siginfo_t, si_ptr);
SAME_FIELD(kcall::siginfo_t, fields.timer.id, ::siginfo_t, si_tid);
SAME_FIELD(kcall::siginfo_t, fields.timer.overrun, ::siginfo_t, si_overrun);
SAME_FIELD(kcall::siginfo_t, fields.timer.value, ::siginfo_t, si_value);
SAME_FIELD(kcall::siginfo_t, fields.fault.address, ::siginfo_t, si_addr);
SAME_FIELD(kcall::siginfo_t, fields.fault.lsb, ::siginfo_t, si_addr_lsb);
SAME_FIELD(kcall::siginfo_t, fields.poll.events, ::siginfo_t, si_band);
SAME_FIELD(kcall::siginfo_t, fields.poll.descriptor, ::siginfo_t, si_fd);
SAME_FIELD(kcall::siginfo_t, fields.call.address, ::siginfo_t, si_call_addr);
SAME_FIELD(kcall::siginfo_t, fields.call.number, ::siginfo_t, si_syscall);
SAME_FIELD(kcall::siginfo_t, fields.call.arch, ::siginfo_t, si_arch);

// The start of ia32's, for gates to it from 64-bit code.
#ifdef __i386__
using narrow_siginfo = kcall::detail::narrow_siginfo;
SAME_SIZE(narrow_siginfo, ::siginfo_t);
SAME_FIELD(narrow_siginfo, signo, ::siginfo_t, si_signo);
SAME_FIELD(narrow_siginfo, error, ::siginfo_t, si_errno);
SAME_FIELD(narrow_siginfo, code, ::siginfo_t, si_code);
SAME_FIELD(narrow_siginfo, process, ::siginfo_t, si_pid);
SAME_FIELD(narrow_siginfo, user, ::siginfo_t, si_uid);
SAME_FIELD(narrow_siginfo, status, ::siginfo_t, si_status);
#endif
