// ptrace: requests, options, structures. Registers: user_regs.cpp.
#include <linux/ptrace.h>

#include <kcall/types/ptrace.hpp>

#include "same.hpp"

using kcall::ptrace_event;
using kcall::ptrace_options;
using kcall::ptrace_request;

SAME_VALUE(ptrace_request::traceme, PTRACE_TRACEME);
SAME_VALUE(ptrace_request::peektext, PTRACE_PEEKTEXT);
SAME_VALUE(ptrace_request::peekdata, PTRACE_PEEKDATA);
SAME_VALUE(ptrace_request::peekusr, PTRACE_PEEKUSR);
SAME_VALUE(ptrace_request::poketext, PTRACE_POKETEXT);
SAME_VALUE(ptrace_request::pokedata, PTRACE_POKEDATA);
SAME_VALUE(ptrace_request::pokeusr, PTRACE_POKEUSR);
SAME_VALUE(ptrace_request::cont, PTRACE_CONT);
SAME_VALUE(ptrace_request::kill, PTRACE_KILL);
SAME_VALUE(ptrace_request::singlestep, PTRACE_SINGLESTEP);
SAME_VALUE(ptrace_request::attach, PTRACE_ATTACH);
SAME_VALUE(ptrace_request::detach, PTRACE_DETACH);
SAME_VALUE(ptrace_request::syscall, PTRACE_SYSCALL);
SAME_VALUE(ptrace_request::sysemu, PTRACE_SYSEMU);
SAME_VALUE(ptrace_request::sysemu_singlestep, PTRACE_SYSEMU_SINGLESTEP);
SAME_VALUE(ptrace_request::setoptions, PTRACE_SETOPTIONS);
SAME_VALUE(ptrace_request::geteventmsg, PTRACE_GETEVENTMSG);
SAME_VALUE(ptrace_request::getsiginfo, PTRACE_GETSIGINFO);
SAME_VALUE(ptrace_request::setsiginfo, PTRACE_SETSIGINFO);
SAME_VALUE(ptrace_request::getregset, PTRACE_GETREGSET);
SAME_VALUE(ptrace_request::setregset, PTRACE_SETREGSET);
SAME_VALUE(ptrace_request::seize, PTRACE_SEIZE);
SAME_VALUE(ptrace_request::interrupt, PTRACE_INTERRUPT);
SAME_VALUE(ptrace_request::listen, PTRACE_LISTEN);
SAME_VALUE(ptrace_request::peeksiginfo, PTRACE_PEEKSIGINFO);
SAME_VALUE(ptrace_request::getsigmask, PTRACE_GETSIGMASK);
SAME_VALUE(ptrace_request::setsigmask, PTRACE_SETSIGMASK);
SAME_VALUE(ptrace_request::seccomp_get_filter, PTRACE_SECCOMP_GET_FILTER);
SAME_VALUE(ptrace_request::seccomp_get_metadata, PTRACE_SECCOMP_GET_METADATA);
SAME_VALUE(ptrace_request::get_syscall_info, PTRACE_GET_SYSCALL_INFO);
SAME_VALUE(ptrace_request::get_rseq_configuration, PTRACE_GET_RSEQ_CONFIGURATION);
#ifdef PTRACE_GETREGS
SAME_VALUE(ptrace_request::getregs, PTRACE_GETREGS);
SAME_VALUE(ptrace_request::setregs, PTRACE_SETREGS);
SAME_VALUE(ptrace_request::getfpregs, PTRACE_GETFPREGS);
SAME_VALUE(ptrace_request::setfpregs, PTRACE_SETFPREGS);
SAME_VALUE(ptrace_request::getfpxregs, PTRACE_GETFPXREGS);
SAME_VALUE(ptrace_request::setfpxregs, PTRACE_SETFPXREGS);
SAME_VALUE(ptrace_request::oldsetoptions, PTRACE_OLDSETOPTIONS);
SAME_VALUE(ptrace_request::get_thread_area, PTRACE_GET_THREAD_AREA);
SAME_VALUE(ptrace_request::set_thread_area, PTRACE_SET_THREAD_AREA);
SAME_VALUE(ptrace_request::singleblock, PTRACE_SINGLEBLOCK);
#endif
#ifdef PTRACE_ARCH_PRCTL
SAME_VALUE(ptrace_request::arch_prctl, PTRACE_ARCH_PRCTL);
#endif
#ifdef PTRACE_PEEKMTETAGS
SAME_VALUE(ptrace_request::peekmtetags, PTRACE_PEEKMTETAGS);
SAME_VALUE(ptrace_request::pokemtetags, PTRACE_POKEMTETAGS);
#endif
// include/uapi/linux/ptrace.h of Linux 6.4 and 6.16.
#ifdef PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG
SAME_VALUE(ptrace_request::set_syscall_user_dispatch_config, PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG);
SAME_VALUE(ptrace_request::get_syscall_user_dispatch_config, PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG);
#endif
#ifdef PTRACE_SET_SYSCALL_INFO
SAME_VALUE(ptrace_request::set_syscall_info, PTRACE_SET_SYSCALL_INFO);
#endif

SAME_VALUE(ptrace_options::tracesysgood, PTRACE_O_TRACESYSGOOD);
SAME_VALUE(ptrace_options::tracefork, PTRACE_O_TRACEFORK);
SAME_VALUE(ptrace_options::tracevfork, PTRACE_O_TRACEVFORK);
SAME_VALUE(ptrace_options::traceclone, PTRACE_O_TRACECLONE);
SAME_VALUE(ptrace_options::traceexec, PTRACE_O_TRACEEXEC);
SAME_VALUE(ptrace_options::tracevforkdone, PTRACE_O_TRACEVFORKDONE);
SAME_VALUE(ptrace_options::traceexit, PTRACE_O_TRACEEXIT);
SAME_VALUE(ptrace_options::traceseccomp, PTRACE_O_TRACESECCOMP);
SAME_VALUE(ptrace_options::exitkill, PTRACE_O_EXITKILL);
SAME_VALUE(ptrace_options::suspend_seccomp, PTRACE_O_SUSPEND_SECCOMP);
SAME_VALUE(ptrace_event::fork, PTRACE_EVENT_FORK);
SAME_VALUE(ptrace_event::vfork, PTRACE_EVENT_VFORK);
SAME_VALUE(ptrace_event::clone, PTRACE_EVENT_CLONE);
SAME_VALUE(ptrace_event::exec, PTRACE_EVENT_EXEC);
SAME_VALUE(ptrace_event::vfork_done, PTRACE_EVENT_VFORK_DONE);
SAME_VALUE(ptrace_event::exit, PTRACE_EVENT_EXIT);
SAME_VALUE(ptrace_event::seccomp, PTRACE_EVENT_SECCOMP);
SAME_VALUE(ptrace_event::stop, PTRACE_EVENT_STOP);
SAME_VALUE(kcall::ptrace_syscall_op::none, PTRACE_SYSCALL_INFO_NONE);
SAME_VALUE(kcall::ptrace_syscall_op::entry, PTRACE_SYSCALL_INFO_ENTRY);
SAME_VALUE(kcall::ptrace_syscall_op::exit, PTRACE_SYSCALL_INFO_EXIT);
SAME_VALUE(kcall::ptrace_syscall_op::seccomp, PTRACE_SYSCALL_INFO_SECCOMP);

using ours = kcall::ptrace_syscall_info_t;
using kernels = ::ptrace_syscall_info;
// 6.16 added the second half of seccomp's last eight bytes, and named the padding before arch.
static_assert(sizeof(ours) == 88 && sizeof(kernels) <= sizeof(ours));
static_assert(offsetof(ours, reserved) == 1 && offsetof(ours, flags) == 2);
SAME_FIELD(ours, op, kernels, op);
SAME_FIELD(ours, arch, kernels, arch);
SAME_FIELD(ours, instruction_pointer, kernels, instruction_pointer);
SAME_FIELD(ours, stack_pointer, kernels, stack_pointer);
SAME_FIELD(ours, entry, kernels, entry);
SAME_FIELD(ours, exit, kernels, exit);
static_assert(kcall::same_as<decltype(ours::entry), kcall::ptrace_syscall_entry>);
static_assert(kcall::same_as<decltype(ours::exit), kcall::ptrace_syscall_exit>);
static_assert(kcall::same_as<decltype(ours::seccomp), kcall::ptrace_syscall_seccomp>);
static_assert(offsetof(ours, seccomp.nr) == offsetof(kernels, seccomp.nr));
static_assert(offsetof(ours, seccomp) == offsetof(kernels, seccomp));
static_assert(offsetof(ours, entry.nr) == offsetof(kernels, entry.nr));
static_assert(offsetof(ours, entry.args) == offsetof(kernels, entry.args));
static_assert(offsetof(ours, exit.rval) == offsetof(kernels, exit.rval));
static_assert(offsetof(ours, exit.is_error) == offsetof(kernels, exit.is_error));
static_assert(offsetof(ours, seccomp.args) == offsetof(kernels, seccomp.args));
static_assert(offsetof(ours, seccomp.ret_data) == offsetof(kernels, seccomp.ret_data));

SAME_SIZE(kcall::ptrace_peeksiginfo_args, ::ptrace_peeksiginfo_args);
SAME_FIELD(kcall::ptrace_peeksiginfo_args, off, ::ptrace_peeksiginfo_args, off);
SAME_FIELD(kcall::ptrace_peeksiginfo_args, flags, ::ptrace_peeksiginfo_args, flags);
SAME_FIELD(kcall::ptrace_peeksiginfo_args, nr, ::ptrace_peeksiginfo_args, nr);
SAME_SIZE(kcall::ptrace_rseq_configuration, ::ptrace_rseq_configuration);
SAME_FIELD(kcall::ptrace_rseq_configuration, rseq_abi_pointer, ::ptrace_rseq_configuration, rseq_abi_pointer);
SAME_FIELD(kcall::ptrace_rseq_configuration, rseq_abi_size, ::ptrace_rseq_configuration, rseq_abi_size);
SAME_FIELD(kcall::ptrace_rseq_configuration, signature, ::ptrace_rseq_configuration, signature);
SAME_FIELD(kcall::ptrace_rseq_configuration, flags, ::ptrace_rseq_configuration, flags);
SAME_SIZE(kcall::seccomp_metadata, ::seccomp_metadata);
SAME_FIELD(kcall::seccomp_metadata, filter_off, ::seccomp_metadata, filter_off);
SAME_FIELD(kcall::seccomp_metadata, flags, ::seccomp_metadata, flags);
// struct ptrace_sud_config: include/uapi/linux/ptrace.h of Linux 6.4.
static_assert(sizeof(kcall::ptrace_sud_config) == 32);
static_assert(offsetof(kcall::ptrace_sud_config, mode) == 0 && offsetof(kcall::ptrace_sud_config, selector) == 8);
static_assert(offsetof(kcall::ptrace_sud_config, offset) == 16 && offsetof(kcall::ptrace_sud_config, len) == 24);
