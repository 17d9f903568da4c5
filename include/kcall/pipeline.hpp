// Programs connected by pipes, as a shell's `a | b | c`.
//
//   kcall::pipeline_stage stages[] = {{sort_argv}, {uniq_argv}};
//   kcall::pipeline pipe{stages};
//   if (const auto started = pipe.start(envp); !started) …
//   if (const auto done = pipe.wait(); !done) …
//   return pipe.failed_status();
//
// Every descriptor of the pipes is closed on exec from its first moment, and the caller's are closed before start()
// returns, so a program has its own two ends and no other; one that ends is seen by its neighbours at once.
#pragma once
#include <kcall/spawn.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// One program of a pipeline.
struct pipeline_stage {
  /// Its words, ended by nullptr. The first is the program, which spawn_by_name() looks for.
  const char* const* argv;
  /// What its child does once its ends of the pipes are its standard input and output.
  spawn_actions actions{};

  /// Out: the program that runs, or none.
  child_process child{};
  /// Out: why there is none, and where that was seen. Nothing (errc{}) where it was started, or never tried.
  errc error{};
  spawn_failure failure{};

  /// After pipeline::wait(), what a shell says: the exit code, 128 and the number of a signal, 127 for a program that
  /// is not there (enoent), 126 for one that cannot be run.
  KCALL_INLINE int status() {
    if (error != errc{}) return error == errc::enoent ? 127 : 126;
    return shell_status(child.wait().value_or(wait_status(0)));
  }
};

/// What goes into the first program and comes out of the last, and what happens when one cannot be started.
struct pipeline_options {
  /// A standard descriptor, or above those.
  fd in = stdin_fd;
  fd out = stdout_fd;
  /// The others run all the same, as a shell has it: they find the pipe's other end closed.
  bool keep_going = false;
};

namespace detail {

/// Both above the standard descriptors: where those are closed, a pipe would take their numbers, and be in the way of
/// what is to become them.
KCALL_COLD inline result<void> above_standard(fd& end) {
  if (end.get() > 2) return {};
  const auto moved = fcntl_dupfd_cloexec(end, fd{3});
  if (!moved) return moved.error();
  static_cast<void>(close(end));
  end = *moved;
  return {};
}

[[gnu::noinline]] inline result<void> make_pipe(unique_fd& read_end, unique_fd& write_end) {
  pipe_ends ends;
  auto made = pipe2(ends, open_flags::cloexec);
  if (!made) return made;
  made = above_standard(ends.read_end);
  if (made) made = above_standard(ends.write_end);
  read_end.reset(ends.read_end);
  write_end.reset(ends.write_end);
  return made;
}

}  // namespace detail

/// Programs that run at the same time, each one's output the next one's input. Does not own them: `stages` must live
/// longer. Not to be started twice.
class pipeline {
 public:
  template <size_t n>
  KCALL_INLINE explicit pipeline(pipeline_stage (&stages)[n]) : pipeline(&stages[0], n) {}
  KCALL_INLINE pipeline(pipeline_stage* stages, size_t count) : stages_(stages), count_(count) {}

  KCALL_POINTER_ARITHMETIC_BEGIN

  /// Starts them all, in their order, with `envp`. Where one cannot be started its stage says why, and that is
  /// returned; those before it are ended (sigterm, and after a second sigkill) and waited for. With keep_going that is
  /// no failure. Also emfile and enfile, without a stage that says so, where there are no descriptors for a pipe.
  result<void> start(const char* const* envp, const pipeline_options& options = {}) {
    unique_fd input;
    for (size_t i = 0; i < count_; ++i) {
      unique_fd next_input, output;
      if (i + 1 < count_) {
        if (const auto made = detail::make_pipe(next_input, output); !made) return abandon(i, made.error());
      }
      const fd in = i == 0 ? options.in : input.get();
      const fd out = i + 1 == count_ ? options.out : output.get();
      if (!start_one(stages_[i], envp, in, out) && !options.keep_going) return abandon(i, stages_[i].error);
      input = static_cast<unique_fd&&>(next_input);
    }
    return {};
  }

  /// Waits for all that were started. Errors of child_process::wait().
  result<void> wait() {
    result<void> all;
    for (size_t i = 0; i < count_; ++i) {
      if (!stages_[i].child) continue;
      const auto ended = stages_[i].child.wait();
      if (!ended) all = ended.error();
    }
    return all;
  }

  /// Sends `s` to all that run.
  void kill(signal s) const {
    for (size_t i = 0; i < count_; ++i) static_cast<void>(stages_[i].child.kill(s));
  }

  /// After wait(): the last program's status, as a shell has it by itself.
  int status() { return count_ == 0 ? 0 : stages_[count_ - 1].status(); }
  /// After wait(): that of the last program that failed, as a shell has it with pipefail; 0 if none did.
  int failed_status() {
    for (size_t i = count_; i != 0; --i) {
      if (const int status = stages_[i - 1].status(); status != 0) return status;
    }
    return 0;
  }

 private:
  [[gnu::noinline]] static bool start_one(pipeline_stage& stage, const char* const* envp, fd in, fd out) {
    // A standard descriptor that stays where it is may be closed, and is not to be touched then.
    const spawn_action moves[] = {spawn_action::dup2(in, stdin_fd), spawn_action::dup2(out, stdout_fd)};
    const bool moves_in = in != stdin_fd, moves_out = out != stdout_fd;
    const spawn_actions plumbing(&moves[moves_in ? 0 : 1], size_t{moves_in} + size_t{moves_out});
    detail::spawn_job job(detail::spawn_by_path, stage.argv[0], stage.argv, envp, stage.actions, plumbing);
    auto started = detail::spawn_job_done(job, &stage.failure);
    if (started) {
      stage.child = *static_cast<result<child_process>&&>(started);
      return true;
    }
    stage.error = started.error();
    return false;
  }

  /// Ends what was started before the stage `failed`.
  KCALL_COLD result<void> abandon(size_t failed, errc error) {
    for (size_t i = 0; i < failed; ++i) static_cast<void>(stages_[i].child.kill(signal::sigterm));
    int milliseconds = 1000;
    for (size_t i = 0; i < failed; ++i) {
      child_process& child = stages_[i].child;
      if (!child) continue;
      if (!child.wait_for(milliseconds)) {
        static_cast<void>(child.kill(signal::sigkill));
        // The others have had their time, too.
        milliseconds = 0;
      }
      static_cast<void>(child.wait());
    }
    return error;
  }

  KCALL_POINTER_ARITHMETIC_END

  pipeline_stage* stages_;
  size_t count_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
