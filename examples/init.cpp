// init: the first process of a container, or of anything whose children must not be left alone. It starts a program,
// passes on the signals that it gets, waits for every process whose parent has died, and ends when its program does.
//
// The program gets a process group of its own, and the terminal if init has it. Exit status: the program's, or 128 and
// the number of the signal that killed it; 127 if there is no such program, 126 if it cannot be run, 1 for what is
// wrong with init itself.
#include <kcall/call/ioctl_terminal.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/options.hpp>
#include <kcall/report.hpp>
#include <kcall/signal_names.hpp>
#include <kcall/signal_scope.hpp>
#include <kcall/spawn.hpp>
#include <kcall/start.hpp>
#include <kcall/write_all.hpp>

namespace {

using kcall::errc;
using kcall::pid;
using kcall::signal;

constexpr char help[] =
    "usage: init [OPTION]... PROGRAM [ARGUMENT]...\n"
    "  -s          adopt orphans, if not process 1\n"
    "  -g          pass signals on to the whole process group\n"
    "  -p SIGNAL   get SIGNAL when the parent dies\n"
    "      --help  print this\n";

// Both out of line, because they are called in many places.
[[gnu::noinline]] void complain(const char* about, const char* what) { kcall::report("init", about, what); }
/// Whether it did; if not, that is said.
[[gnu::noinline]] bool succeeded(const char* about, kcall::result<void> done) {
  if (!done) kcall::report("init", about, done.error());
  return done.has_value();
}

/// What to do, and with which exit status to leave where there are no words.
struct settings {
  char** words = nullptr;
  bool group = false;
  int status = 1;
};

/// Reads and obeys the options.
settings read_options(kcall::options in) {
  settings wanted;
  while (const int option = in.next()) {
    switch (option) {
      case 's':
        if (!succeeded("-s", kcall::prctl_set_child_subreaper(true))) return wanted;
        break;
      case 'g':
        wanted.group = true;
        break;
      case 'p': {
        const auto named = kcall::signal_number(in.value());
        if (!named || *named == signal::none) {
          complain(in.value().c_str(), "no such signal");
          return wanted;
        }
        if (!succeeded("-p", kcall::prctl_set_pdeathsig(*named))) return wanted;
        break;
      }
      case kcall::long_option(help, "help"):
        wanted.status = succeeded("stdout", kcall::write_all(kcall::stdout_fd, in.help())) ? 0 : 1;
        return wanted;
      case kcall::options::operand:
        // What follows are the program's options, not init's.
        wanted.words = in.words();
        return wanted;
      default:
        kcall::report("init", in.name(), in.complaint());
        return wanted;
    }
  }
  complain("no program", "see --help");
  return wanted;
}

/// What befalls the caller itself is not for the program: its group tries to use a terminal from the background.
bool is_for_program(const kcall::siginfo_t& info) {
  const bool stops = info.number() == signal::sigttin || info.number() == signal::sigttou;
  return !stops || info.si_code <= 0;
}

/// Waits for all that have ended, up to the program, whose status goes to `ended`. Whether that was among them.
bool reap(pid program, kcall::wait_status& ended) {
  for (;;) {
    const auto one = kcall::wait4(pid{-1}, kcall::wait_flags::wnohang | kcall::wait_flags::wall);
    if (!one || one->child == pid{0}) return false;
    if (one->child != program) continue;
    ended = one->status;
    return true;
  }
}

/// The program's exit status, when it has ended.
int supervise(pid program, bool group, const kcall::blocked_signals& held) {
  // Until reap() has seen it, the id is the program's alone.
  const pid target = group ? pid{-program.get()} : program;
  kcall::wait_status ended;
  for (;;) {
    kcall::siginfo_t info;
    if (const auto came = held.wait(info); !came) {
      succeeded("sigtimedwait", came.error());
      return 1;
    }
    if (info.number() == signal::sigchld) {
      if (reap(program, ended)) break;
    } else if (is_for_program(info)) {
      const auto sent = kcall::kill(target, info.number());
      // It may just have ended.
      if (sent != errc::esrch) succeeded("kill", sent);
    }
  }
  return kcall::shell_status(ended);
}

}  // namespace

int main(int argc, char** argv, char** envp) {
  const settings wanted = read_options({argc, argv, help});
  char** const words = wanted.words;
  if (words == nullptr) return wanted.status;

  // Blocked also while the program is started: what comes by then is passed on, too. Faults of init's own cannot be.
  const kcall::blocked_signals held{kcall::sigset::full()};
  // Ignored, as a parent may have left it, it would not come, and nobody could be waited for.
  const auto standard = kcall::sigaction_t::default_();
  static_cast<void>(kcall::rt_sigaction(signal::sigchld, &standard, nullptr));
  const auto foreground = kcall::ioctl_tiocgpgrp(kcall::stdin_fd);
  const bool has_terminal = foreground == kcall::getpgrp();
  using kcall::spawn_action;
  const spawn_action before[] = {spawn_action::signal_mask(held.previous()), spawn_action::setpgid(),
                                 spawn_action::foreground(kcall::stdin_fd)};
  const auto program = kcall::spawn_by_name(words[0], words, envp, kcall::spawn_actions(before, has_terminal ? 3 : 2));
  int status = program.error_or(errc{}) == errc::enoent ? 127 : 126;
  if (program) {
    status = supervise(program->id(), wanted.group, held);
    // Whoever comes next in init's own group finds the terminal as it was.
    if (has_terminal) static_cast<void>(kcall::ioctl_tiocspgrp(kcall::stdin_fd, *foreground));
  } else {
    succeeded(words[0], program.error());
  }
  // Not back from here, where signals would no longer be held back: one that comes late would end init, too.
  kcall::exit_group(status);
}
