// Signals: numbers, actions, codes, and what a handler and waitid are told, as the kernel's headers have them.
#include <linux/signal.h>

#include <kcall/call/signal.hpp>

#include "same.hpp"

SAME_VALUE(kcall::signal::sighup, SIGHUP);
SAME_VALUE(kcall::signal::sigint, SIGINT);
SAME_VALUE(kcall::signal::sigquit, SIGQUIT);
SAME_VALUE(kcall::signal::sigill, SIGILL);
SAME_VALUE(kcall::signal::sigtrap, SIGTRAP);
SAME_VALUE(kcall::signal::sigabrt, SIGABRT);
SAME_VALUE(kcall::signal::sigiot, SIGIOT);
SAME_VALUE(kcall::signal::sigbus, SIGBUS);
SAME_VALUE(kcall::signal::sigfpe, SIGFPE);
SAME_VALUE(kcall::signal::sigkill, SIGKILL);
SAME_VALUE(kcall::signal::sigusr1, SIGUSR1);
SAME_VALUE(kcall::signal::sigsegv, SIGSEGV);
SAME_VALUE(kcall::signal::sigusr2, SIGUSR2);
SAME_VALUE(kcall::signal::sigpipe, SIGPIPE);
SAME_VALUE(kcall::signal::sigalrm, SIGALRM);
SAME_VALUE(kcall::signal::sigterm, SIGTERM);
SAME_VALUE(kcall::signal::sigstkflt, SIGSTKFLT);
SAME_VALUE(kcall::signal::sigchld, SIGCHLD);
SAME_VALUE(kcall::signal::sigcont, SIGCONT);
SAME_VALUE(kcall::signal::sigstop, SIGSTOP);
SAME_VALUE(kcall::signal::sigtstp, SIGTSTP);
SAME_VALUE(kcall::signal::sigttin, SIGTTIN);
SAME_VALUE(kcall::signal::sigttou, SIGTTOU);
SAME_VALUE(kcall::signal::sigurg, SIGURG);
SAME_VALUE(kcall::signal::sigxcpu, SIGXCPU);
SAME_VALUE(kcall::signal::sigxfsz, SIGXFSZ);
SAME_VALUE(kcall::signal::sigvtalrm, SIGVTALRM);
SAME_VALUE(kcall::signal::sigprof, SIGPROF);
SAME_VALUE(kcall::signal::sigwinch, SIGWINCH);
SAME_VALUE(kcall::signal::sigio, SIGIO);
SAME_VALUE(kcall::signal::sigpoll, SIGPOLL);
SAME_VALUE(kcall::signal::sigpwr, SIGPWR);
SAME_VALUE(kcall::signal::sigsys, SIGSYS);
SAME_VALUE(kcall::signal::sigrtmin, SIGRTMIN);

// SIGRTMAX is the kernel's _NSIG, which x86's headers keep to themselves (arch/x86/include/asm/signal.h).
#ifdef _NSIG
SAME_VALUE(kcall::signal::sigrtmax, _NSIG);
#else
static_assert(layout::number(kcall::signal::sigrtmax) == 64);
#endif

SAME_VALUE(kcall::sig_how::block, SIG_BLOCK);
SAME_VALUE(kcall::sig_how::unblock, SIG_UNBLOCK);
SAME_VALUE(kcall::sig_how::setmask, SIG_SETMASK);

SAME_VALUE(kcall::sigaction_flags::nocldstop, SA_NOCLDSTOP);
SAME_VALUE(kcall::sigaction_flags::nocldwait, SA_NOCLDWAIT);
SAME_VALUE(kcall::sigaction_flags::siginfo, SA_SIGINFO);
SAME_VALUE(kcall::sigaction_flags::unsupported, SA_UNSUPPORTED);
SAME_VALUE(kcall::sigaction_flags::expose_tagbits, SA_EXPOSE_TAGBITS);
SAME_VALUE(kcall::sigaction_flags::restorer, SA_RESTORER);
SAME_VALUE(kcall::sigaction_flags::onstack, SA_ONSTACK);
SAME_VALUE(kcall::sigaction_flags::restart, SA_RESTART);
SAME_VALUE(kcall::sigaction_flags::nodefer, SA_NODEFER);
SAME_VALUE(kcall::sigaction_flags::resethand, SA_RESETHAND);

#ifdef __i386__
// What this ABI's header calls sigaction and sigset_t is the first sigaction call's. rt_sigaction's: struct sigaction
// of include/linux/signal_types.h, with a sigset_t of 64 bits (arch/x86/include/asm/signal.h).
static_assert(sizeof(kcall::sigaction_t) == 20 && sizeof(kcall::sigset) == 8);
static_assert(offsetof(kcall::sigaction_t, handler) == 0 && offsetof(kcall::sigaction_t, flags) == 4);
static_assert(offsetof(kcall::sigaction_t, restorer) == 8 && offsetof(kcall::sigaction_t, mask) == 12);
static_assert(sizeof(kcall::detail::narrow_sigaction) == sizeof(kcall::sigaction_t));
static_assert(offsetof(kcall::detail::narrow_sigaction, flags) == offsetof(kcall::sigaction_t, flags));
static_assert(offsetof(kcall::detail::narrow_sigaction, restorer) == offsetof(kcall::sigaction_t, restorer));
static_assert(offsetof(kcall::detail::narrow_sigaction, mask_low) == offsetof(kcall::sigaction_t, mask));
static_assert(offsetof(kcall::detail::narrow_sigaction, mask_high) == offsetof(kcall::sigaction_t, mask) + 4);
static_assert(offsetof(kcall::detail::narrow_sigaction, handler) == offsetof(kcall::sigaction_t, handler));
#else
using kernel_sigaction = struct ::sigaction;
SAME_SIZE(kcall::sigset, ::sigset_t);
SAME_SIZE(kcall::sigaction_t, kernel_sigaction);
SAME_FIELD(kcall::sigaction_t, handler, kernel_sigaction, sa_handler);
SAME_FIELD(kcall::sigaction_t, flags, kernel_sigaction, sa_flags);
SAME_FIELD(kcall::sigaction_t, restorer, kernel_sigaction, sa_restorer);
SAME_FIELD(kcall::sigaction_t, mask, kernel_sigaction, sa_mask);
#endif
