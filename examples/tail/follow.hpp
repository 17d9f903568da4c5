// What tail waits for with -f: files that change (inotify), pipes and terminals that have something to read, a reader
// of standard output that goes away.
#pragma once
#include "../growing.hpp"

#include <kcall/call/inotify.hpp>
#include <kcall/call/pidfd.hpp>
#include <kcall/call/poll.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/signal.hpp>
#include <kcall/call/stat.hpp>
#include <kcall/call/statfs.hpp>
#include <kcall/print.hpp>
#include <kcall/types/fd.hpp>

namespace tail {

/// A file that is open and will be looked at again.
struct followed {
  const char* name;
  kcall::fd file;
  /// How much of it has been shown; regular files only.
  kcall::int64_t position;
  bool regular;
  /// It is at its end, and its writers are gone: nothing to wait for, but others may open it.
  bool idle;
  kcall::inotify_watch watch;
};

/// Whether whoever changes a file does so through this kernel, which then tells of it: not over a network, or below an
/// overlay. Of the file systems not named here nobody knows.
inline bool tells_all(kcall::fd file) {
  kcall::statfs_t status;
  if (!kcall::fstatfs(file, status)) return false;
  using enum kcall::file_system;
  const auto type = status.f_type;
  return type == ext4 || type == xfs || type == btrfs || type == tmpfs || type == ramfs;
}

class waiter {
 public:
  /// Where anything cannot be watched, or not surely, a second must do. With a `process`, waiting is over when that has
  /// ended.
  void prepare(const growing::list<followed>& files, kcall::pid process) {
    process_ = process;
    if (process != kcall::pid{}) {
      if (const auto opened = kcall::pidfd_open(process)) {
        process_end_ = kcall::unique_fd(*opened);
      } else {
        polling_ = true;
      }
    }
    const auto made = kcall::inotify_init1(kcall::inotify_flags::cloexec | kcall::inotify_flags::nonblock);
    if (made) events_ = kcall::unique_fd(*made);
    for (followed& f : files) {
      if (!f.regular) continue;
      // By descriptor, because the name may be another file's by now; by name where /proc is missing.
      char path[32];
      const auto mask = kcall::inotify_mask::modify;
      auto watch = kcall::inotify_add_watch(events_, kcall::format_to(path, "/proc/self/fd/{}", f.file), mask);
      if (watch == kcall::errc::enoent) watch = kcall::inotify_add_watch(events_, f.name, mask);
      if (watch) f.watch = *watch;
      if (!watch || !tells_all(f.file)) polling_ = true;
    }
    kcall::stat_t out;
    output_ends_ = kcall::fstat(kcall::stdout_fd, out) && (kcall::is_fifo(out) || kcall::is_socket(out));
  }

  /// Whether the process has ended; look at all files once more then.
  bool over() const { return over_; }

  /// Waits until something may have happened; `look(file)` is then called for each file that it may have happened to.
  template <class F>
  kcall::result<void> wait(const growing::list<followed>& files, F&& look) {
    using kcall::poll_events;
    polled_.clear();
    bool idle = polling_;
    auto added = polled_.add({events_, poll_events::in});
    if (added) added = polled_.add({output_ends_ ? kcall::stdout_fd : kcall::fd{}});
    if (added) added = polled_.add({process_end_, poll_events::in});
    for (const followed& f : files) {
      if (added && !f.regular && !f.idle) added = polled_.add({f.file, poll_events::in});
      idle = idle || f.idle;
    }
    if (!added) return added;
    const auto ready = kcall::poll(polled_, idle ? 1000 : -1);
    if (ready == kcall::errc::eintr) return {};
    if (!ready) return ready.error();
    const kcall::pollfd* at = polled_.begin();
    KCALL_POINTER_ARITHMETIC_BEGIN
    if (at[1].revents != poll_events{}) output_gone();
    over_ = process_end_ ? at[2].revents != poll_events{}
                         : process_ != kcall::pid{} && kcall::kill(process_, kcall::signal::none) == kcall::errc::esrch;
    at += 3;
    for (followed& f : files) {
      if (f.regular) {
        if (idle) look(f);
      } else if (f.idle) {
        // Whether somebody has opened it meanwhile, the next poll tells, where reading might wait.
        f.idle = false;
      } else {
        if (at->revents != poll_events{}) look(f);
        ++at;
      }
    }
    KCALL_POINTER_ARITHMETIC_END
    return read_events(files, look);
  }

 private:
  template <class F>
  kcall::result<void> read_events(const growing::list<followed>& files, F&& look) {
    alignas(8) char buffer[4096];
    for (;;) {
      const auto got = kcall::read(events_, buffer);
      if (got == kcall::errc::eintr) continue;
      // ebadf: there is no inotify here.
      if (got == kcall::errc::eagain || got == kcall::errc::ebadf) return {};
      if (!got) return got.error();
      for (const auto& event : kcall::inotify_range(buffer, *got)) {
        const bool lost = (event.mask & kcall::inotify_mask::q_overflow) != kcall::inotify_mask{};
        for (followed& f : files) {
          if (f.regular && (lost || f.watch == event.watch())) look(f);
        }
      }
    }
  }

  /// As if it had been written to.
  [[noreturn]] static void output_gone() {
    static_cast<void>(kcall::kill(kcall::getpid(), kcall::signal::sigpipe));
    kcall::exit_group(1);
  }

  kcall::unique_fd events_;
  kcall::unique_fd process_end_;
  kcall::pid process_;
  growing::list<kcall::pollfd> polled_;
  bool polling_ = false;
  bool output_ends_ = false;
  bool over_ = false;
};

}  // namespace tail
