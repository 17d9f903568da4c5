// clone and clone3.
#include <linux/sched.h>

#include <kcall/types/clone.hpp>

#include "same.hpp"

using kcall::clone_flags;

SAME_SIZE(kcall::clone_args, ::clone_args);
SAME_FIELD(kcall::clone_args, flags, ::clone_args, flags);
SAME_FIELD(kcall::clone_args, pidfd, ::clone_args, pidfd);
SAME_FIELD(kcall::clone_args, child_tid, ::clone_args, child_tid);
SAME_FIELD(kcall::clone_args, parent_tid, ::clone_args, parent_tid);
SAME_FIELD(kcall::clone_args, exit_signal, ::clone_args, exit_signal);
SAME_FIELD(kcall::clone_args, stack, ::clone_args, stack);
SAME_FIELD(kcall::clone_args, stack_size, ::clone_args, stack_size);
SAME_FIELD(kcall::clone_args, tls, ::clone_args, tls);
SAME_FIELD(kcall::clone_args, set_tid, ::clone_args, set_tid);
SAME_FIELD(kcall::clone_args, set_tid_size, ::clone_args, set_tid_size);
SAME_FIELD(kcall::clone_args, cgroup, ::clone_args, cgroup);

SAME_VALUE(clone_flags::newtime, CLONE_NEWTIME);
SAME_VALUE(clone_flags::vm, CLONE_VM);
SAME_VALUE(clone_flags::fs, CLONE_FS);
SAME_VALUE(clone_flags::files, CLONE_FILES);
SAME_VALUE(clone_flags::sighand, CLONE_SIGHAND);
SAME_VALUE(clone_flags::pidfd, CLONE_PIDFD);
SAME_VALUE(clone_flags::ptrace, CLONE_PTRACE);
SAME_VALUE(clone_flags::vfork, CLONE_VFORK);
SAME_VALUE(clone_flags::parent, CLONE_PARENT);
SAME_VALUE(clone_flags::thread, CLONE_THREAD);
SAME_VALUE(clone_flags::newns, CLONE_NEWNS);
SAME_VALUE(clone_flags::sysvsem, CLONE_SYSVSEM);
SAME_VALUE(clone_flags::settls, CLONE_SETTLS);
SAME_VALUE(clone_flags::parent_settid, CLONE_PARENT_SETTID);
SAME_VALUE(clone_flags::child_cleartid, CLONE_CHILD_CLEARTID);
SAME_VALUE(clone_flags::detached, CLONE_DETACHED);
SAME_VALUE(clone_flags::untraced, CLONE_UNTRACED);
SAME_VALUE(clone_flags::child_settid, CLONE_CHILD_SETTID);
SAME_VALUE(clone_flags::newcgroup, CLONE_NEWCGROUP);
SAME_VALUE(clone_flags::newuts, CLONE_NEWUTS);
SAME_VALUE(clone_flags::newipc, CLONE_NEWIPC);
SAME_VALUE(clone_flags::newuser, CLONE_NEWUSER);
SAME_VALUE(clone_flags::newpid, CLONE_NEWPID);
SAME_VALUE(clone_flags::newnet, CLONE_NEWNET);
SAME_VALUE(clone_flags::io, CLONE_IO);
SAME_VALUE(clone_flags::clear_sighand, CLONE_CLEAR_SIGHAND);
SAME_VALUE(clone_flags::into_cgroup, CLONE_INTO_CGROUP);
