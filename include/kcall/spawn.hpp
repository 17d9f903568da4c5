// Starting programs and waiting for them.
//
//   const kcall::spawn_action before[] = {
//       kcall::spawn_action::open(kcall::stdin_fd, "/dev/null", kcall::open_flags::rdonly)};
//   auto child = kcall::spawn("/bin/ls", argv, envp, before);
//   if (!child) …                        // the error of execve, or of a step before it
//   const auto status = child->wait();
//
// The child shares the caller's memory and stack until it runs its program (CLONE_VM | CLONE_VFORK), and the caller
// waits so long: nothing is copied, and what went wrong in the child is simply left in memory. It runs below the
// caller's frames, from assembly that never returns there (call/clone.hpp).
//
// No handler of the caller's can run in the child: clone3 takes them away (CLONE_CLEAR_SIGHAND, 5.5). Where clone3 is
// missing, or hidden by a container's filter, all signals are blocked meanwhile, and the child resets the handlers. As
// it is missing, too, in the emulators that make a fork of this (qemu-user, valgrind), a pipe brings the error then: it
// works whether memory is shared or not.
#pragma once
#include <kcall/call/clone.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/pidfd.hpp>
#include <kcall/call/poll.hpp>
#include <kcall/environment.hpp>
#include <kcall/path_search.hpp>
#include <kcall/spawn/action.hpp>
#include <kcall/types/cleared.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Where starting a program failed.
enum class spawn_step : int {
  none,
  /// No child could be made.
  clone,
  /// The child's i-th action.
  action,
  /// A pipe, or its place in the child (pipeline.hpp).
  pipe,
  /// The program.
  exec,
};

/// What spawn() tells of a failure, besides the error.
struct spawn_failure {
  spawn_step step = spawn_step::none;
  /// Which action it was, from 0; only where step is spawn_step::action.
  unsigned action = 0;
};

/// What a shell's $? says of a child that has ended: its exit code, or 128 and the number of the signal that killed it.
KCALL_INLINE constexpr int shell_status(wait_status status) {
  return status.signaled() ? 128 + static_cast<int>(status.term_signal()) : status.exit_code();
}

/// A child: its id, and a descriptor that goes on naming it (pidfd), which this owns and closes. Nothing happens to the
/// process at the end of this object's life: whom nobody waits for stays a zombie. Move-only.
class child_process {
 public:
  /// None.
  // Not defaulted: `{}` would clear it first, with memset.
  KCALL_INLINE child_process() : pidfd_(fd{}), status_(0) {}
  /// A child of the caller's, however made; with or without a descriptor.
  KCALL_INLINE child_process(pid id, unique_fd pidfd) : pidfd_(static_cast<unique_fd&&>(pidfd)), id_(id) {}
  KCALL_INLINE child_process(child_process&& other) noexcept
      : pidfd_(static_cast<unique_fd&&>(other.pidfd_)), id_(other.id_), status_(other.status_), ended_(other.ended_) {
    other.id_ = pid{};
  }
  KCALL_INLINE child_process& operator=(child_process&& other) noexcept {
    pidfd_ = static_cast<unique_fd&&>(other.pidfd_);
    id_ = other.id_;
    status_ = other.status_;
    ended_ = other.ended_;
    if (this != &other) other.id_ = pid{};
    return *this;
  }

  KCALL_INLINE pid id() const { return id_; }
  /// Readable for poll and epoll when it has ended. fd{}: before 5.2, or where no more descriptors could be had.
  KCALL_INLINE fd pidfd() const { return pidfd_; }
  /// There is one.
  KCALL_INLINE explicit operator bool() const { return id_.get() > 0; }
  /// It has been waited for, here.
  KCALL_INLINE bool ended() const { return ended_; }

  /// Waits until it has ended; returns how it did, again and again. Goes on after signals. echild: there is none, or
  /// somebody else has waited for it, or the caller ignores sigchld.
  result<wait_status> wait() { return collect(wait_flags::none); }
  /// The same without waiting: eagain while it runs.
  result<wait_status> try_wait() { return collect(wait_flags::wnohang); }
  /// The same, but waits up to `milliseconds` at most: etimedout. enosys without a descriptor.
  [[gnu::noinline]] result<wait_status> wait_for(int milliseconds) {
    if (ended_) return status_;
    if (!*this) return errc::echild;
    if (!pidfd_) return errc::enosys;
    pollfd ready{pidfd(), poll_events::in, {}};
    // The kernel takes what has passed off the time that is left, so a signal does not prolong the wait.
    timespec left = {milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    result<int> seen = 0;
    do {
      seen = detail::ppoll<gate::native>(&ready, 1, milliseconds < 0 ? nullptr : &left, nullptr);
    } while (seen == errc::eintr);
    if (!seen) return seen.error();
    if (*seen == 0) return errc::etimedout;
    return collect(wait_flags::none);
  }
  /// pidfd_send_signal(2): sends `s`, and to nobody else who may have got the same id. esrch: it has been waited for;
  /// eperm, einval.
  [[gnu::noinline]] result<void> kill(signal s) const {
    if (ended_ || !*this) return errc::esrch;
    if (pidfd_) {
      const auto sent = pidfd_send_signal(pidfd(), s);
      if (sent != errc::enosys) return sent;
    }
    // Its id is not given to anybody else before it has been waited for.
    return kcall::kill(id_, s);
  }

 private:
  [[gnu::noinline]] result<wait_status> collect(wait_flags options) {
    if (ended_) return status_;
    if (!*this) return errc::echild;
    siginfo_t info;
    info.fields.child.process = 0;
    options |= wait_flags::wexited | wait_flags::wall;
    result<void> done;
    do {
      done = errc::einval;
      if (pidfd_) done = waitid(idtype::pidfd, pidfd(), info, options);
      // CLONE_PIDFD came before P_PIDFD (5.4), and there may be no descriptor at all.
      if (done == errc::einval) done = waitid(idtype::pid, id_, info, options);
    } while (done == errc::eintr);
    if (!done) return done.error();
    if (info.child_pid() == pid{0}) return errc::eagain;
    const int told = info.status();
    if (info.is(cld_codes::exited)) {
      status_ = wait_status((told & 0xff) << 8);
    } else {
      status_ = wait_status(told | (info.is(cld_codes::dumped) ? 0x80 : 0));
    }
    ended_ = true;
    return status_;
  }

  unique_fd pidfd_;
  pid id_;
  wait_status status_;
  bool ended_ = false;
};

namespace detail {

/// What the child tells its maker.
struct spawn_report {
  long error;
  spawn_failure where;
};

/// What the child is to do, and what became of it. Shared, as long as memory is.
struct spawn_job {
  using executor = long (*)(spawn_job&);

  // Not an aggregate, which compilers would clear with memset first.
  KCALL_INLINE spawn_job(executor how, const char* program, const char* const* words, const char* const* variables,
                         const spawn_actions& own, const spawn_actions& first = {})
      : execute(how), file(program), argv(words), envp(variables), actions(own), plumbing(first) {}

  executor execute;
  const char* file;
  const char* const* argv;
  const char* const* envp;
  spawn_actions actions;
  /// What a pipeline adds, before them.
  spawn_actions plumbing;
  /// To be set in the child, after its handlers are gone; null where there are none.
  const sigset* mask = nullptr;
  /// Where the kernel stores the descriptor.
  int pidfd = -1;
  /// Where the child writes its report, if memory may not be shared.
  fd pipe;
  spawn_report report{0, {}};
  /// The words of a shell, mapped by the child.
  void* shell_words = nullptr;
  size_t shell_bytes = 0;
};

inline void spawn_failed(spawn_job& job, spawn_step step, size_t action, long error) {
  job.report = {error, {step, static_cast<unsigned>(action)}};
  // A write as small as this is never cut; where it fails, the caller finds a child that has exited with 127.
  if (job.pipe.get() >= 0) static_cast<void>(write(job.pipe, &job.report, sizeof job.report));
}

/// False, and reported, where one fails.
[[gnu::noinline]] inline bool spawn_actions_done(spawn_job& job, const spawn_actions& list, spawn_step step) {
  for (size_t i = 0; i < list.size(); ++i) {
    const long done = list[i].run(job.pipe);
    if (is_error(done)) {
      spawn_failed(job, step, i, done);
      return false;
    }
  }
  return true;
}

/// The child. Returns only to exit.
inline int spawn_child(void* argument) {
  constexpr int failed = 127;
  spawn_job& job = *static_cast<spawn_job*>(argument);
  if (job.mask != nullptr) {
    reset_signals(sigset::full(), true);
    static_cast<void>(rt_sigprocmask(sig_how::setmask, job.mask, nullptr));
  }
  if (!spawn_actions_done(job, job.plumbing, spawn_step::pipe)) return failed;
  if (!spawn_actions_done(job, job.actions, spawn_step::action)) return failed;
  spawn_failed(job, spawn_step::exec, 0, job.execute(job));
  return failed;
}

inline long spawn_execve(spawn_job& job) { return execve(job.file, job.argv, job.envp).word(); }

/// Not on the stack: it may be a thread's, and small. Where memory is shared, the parent unmaps what stays mapped.
KCALL_COLD inline result<void> spawn_script(spawn_job& job, const char* script) {
  const size_t size = script_words(job.argv);
  if (job.shell_words == nullptr) {
    job.shell_bytes = size * sizeof(const char*);
    const auto mapped =
        mmap(nullptr, job.shell_bytes, prot::read | prot::write, map_flags::private_ | map_flags::anonymous);
    if (!mapped) return mapped.error();
    job.shell_words = *mapped;
  }
  return exec_script<gate::native>(static_cast<const char**>(job.shell_words), size, script, job.argv, job.envp);
}

inline long spawn_by_path(spawn_job& job) {
  if (job.file == nullptr) return -static_cast<long>(errc::efault);
  found<static_text> directories;
  if (job.envp != nullptr) directories = kcall::environment{job.envp}.find("PATH");
  return exec_found<gate::native>(static_text(job.file), job.argv, job.envp, directories,
                                  [&job](const char* script) { return spawn_script(job, script); })
      .word();
}

/// A child that has failed, or given up, leaves nothing behind.
inline void spawn_reap(pid id) {
  siginfo_t ignored;
  while (waitid(idtype::pid, id, ignored, wait_flags::wexited | wait_flags::wall) == errc::eintr) continue;
}

KCALL_INLINE result<pid> spawn_by_clone(spawn_job& job) {
  constexpr auto flags = clone_flags::vm | clone_flags::vfork;
  long words[5];
  clear(words);
  words[0] = static_cast<long>(clone_word(flags, signal::sigchld));
  clone_start start{spawn_child, &job};
  using gate = trap_of<gate::native>;
  const long word = clone_and_call<gate>(static_cast<long>(nr<gate>::clone), &words[0], &start);
  forget_child_frames();
  return result<pid>::from_word(word);
}

/// Whether an action may mean this descriptor, as far as its words tell.
KCALL_INLINE bool spawn_names(const spawn_actions& actions, fd f) {
  for (size_t i = 0; i < actions.size(); ++i) {
    for (size_t k = 0; k < spawn_action::word_count; ++k) {
      if (actions[i].word(k) == f.get()) return true;
    }
  }
  return false;
}

/// The pipe's end, where no action names it.
KCALL_COLD inline fd spawn_spare(const spawn_actions& actions, fd f) {
  while (f.get() < 3 || spawn_names(actions, f)) {
    const auto moved = fcntl_dupfd_cloexec(f, fd{f.get() < 3 ? 3 : f.get() + 1});
    if (!moved) break;
    static_cast<void>(close(f));
    f = *moved;
  }
  return f;
}

/// Without clone3.
KCALL_COLD inline result<pid> spawn_with_pipe(spawn_job& job) {
  pipe_ends ends;
  if (const auto made = pipe2(ends, open_flags::cloexec); !made) return made.error();
  const sigset all = sigset::full();
  sigset before;
  static_cast<void>(rt_sigprocmask(sig_how::setmask, &all, &before));
  job.mask = &before;
  job.pipe = spawn_spare(job.actions, ends.write_end);
  const auto made = spawn_by_clone(job);
  static_cast<void>(rt_sigprocmask(sig_how::setmask, &before, nullptr));
  static_cast<void>(close(job.pipe));
  if (made) {
    spawn_report told;
    result<size_t> got = size_t{0};
    do {
      got = read(ends.read_end, &told, sizeof told);
    } while (got == errc::eintr);
    // Nothing: the pipe was closed by execve.
    if (got == sizeof told) job.report = told;
    // No race: the id is the child's until it has been waited for.
    if (const auto opened = pidfd_open(*made)) job.pidfd = opened->get();
  }
  static_cast<void>(close(ends.read_end));
  return made;
}

KCALL_INLINE result<pid> spawn_by_clone3(spawn_job& job) {
  clone_args wanted;
  wanted.flags = clone_flags::vm | clone_flags::vfork | clone_flags::pidfd | clone_flags::clear_sighand;
  wanted.pidfd = reinterpret_cast<uintptr_t>(&job.pidfd);
  return clone3(wanted, spawn_child, &job);
}

[[gnu::noinline]] inline result<child_process> spawn_job_done(spawn_job& job, spawn_failure* failure) {
  auto made = spawn_by_clone3(job);
  // einval: before 5.5; eperm: what older filters of containers answer to calls that they do not know.
  if (made == errc::enosys || made == errc::einval || made == errc::eperm) made = spawn_with_pipe(job);
  if (job.shell_words != nullptr) static_cast<void>(munmap(job.shell_words, job.shell_bytes));
  if (!made) job.report = {made.word(), {spawn_step::clone, 0}};
  unique_fd pidfd{fd{job.pidfd}};
  if (job.report.where.step != spawn_step::none) {
    if (made) spawn_reap(*made);
    if (failure != nullptr) *failure = job.report.where;
    return static_cast<errc>(-job.report.error);
  }
  return child_process(*made, static_cast<unique_fd&&>(pidfd));
}

}  // namespace detail

/// Starts the program at `file`, as execve(2) takes it, with `argv` and `envp`, which end in nullptr. The child does
/// `actions` first, in their order; descriptors stay open in it unless they are closed on exec. Returns the child when
/// its program runs. Errors are those of execve (enoent, eacces, enoexec, e2big, …), of the actions, of clone (eagain,
/// enomem) and, for the descriptor, emfile and enfile; `failure`, if not null, says where. The caller gets sigchld for
/// a child that failed, too, and it has been waited for.
inline result<child_process> spawn(path file, const char* const* argv, const char* const* envp,
                                   spawn_actions actions = {}, spawn_failure* failure = nullptr) {
  detail::spawn_job job(detail::spawn_execve, file.get(), argv, envp, actions);
  return detail::spawn_job_done(job, failure);
}

/// spawn() for a program called `name`, which is looked for as exec_by_name() does: in the PATH of `envp`, which is the
/// program's own, unless it has a slash; scripts that do not say who is to run them go to /bin/sh.
inline result<child_process> spawn_by_name(path name, const char* const* argv, const char* const* envp,
                                           spawn_actions actions = {}, spawn_failure* failure = nullptr) {
  detail::spawn_job job(detail::spawn_by_path, name.get(), argv, envp, actions);
  return detail::spawn_job_done(job, failure);
}

}  // namespace kcall::inline KCALL_ABI_TAG
