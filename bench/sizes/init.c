/* What examples/init.cpp does, through a libc: starts a program in a process group of its own, passes signals on, waits
 * for all that end, and ends as the program does. Its options are missing. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static struct iovec text(const char* from) {
  struct iovec made;
  made.iov_base = (void*)from;
  made.iov_len = strlen(from);
  return made;
}

static void complain(const char* about, const char* what) {
  struct iovec message[5];
  message[0] = text("init: ");
  message[1] = text(about);
  message[2] = text(": ");
  message[3] = text(what);
  message[4] = text("\n");
  (void)!writev(2, message, 5);
}

static pid_t start(char** words, const sigset_t* held, int terminal) {
  /* What the child, in the parent's memory until it is another program, says of itself. */
  volatile int failed = 0;
  const pid_t child = vfork();
  if (child == 0) {
    setpgid(0, 0);
    if (terminal) tcsetpgrp(0, getpid());
    sigprocmask(SIG_SETMASK, held, NULL);
    execvp(words[0], words);
    failed = errno;
    _exit(127);
  }
  if (child > 0 && failed == 0) return child;
  errno = failed != 0 ? failed : errno;
  complain(words[0], strerror(errno));
  _exit(errno == ENOENT ? 127 : 126);
}

/* Whether the program was among those that have ended. */
static int reap(pid_t program, int* status) {
  int seen = 0, one;
  pid_t ended;
  while ((ended = waitpid(-1, &one, WNOHANG)) > 0) {
    if (ended != program) continue;
    seen = 1;
    *status = one;
  }
  return seen;
}

int main(int argc, char** argv) {
  sigset_t all, held;
  siginfo_t info;
  pid_t program;
  int status = 0, terminal;
  if (argc < 2) {
    complain("no program", "init PROGRAM [ARGUMENT]...");
    return 1;
  }
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &held);
  signal(SIGCHLD, SIG_DFL);
  terminal = tcgetpgrp(0) == getpgrp();
  program = start(argv + 1, &held, terminal);
  for (;;) {
    const int came = sigwaitinfo(&all, &info);
    if (came < 0 && errno != EINTR) {
      complain("waiting for signals", strerror(errno));
      return 1;
    }
    if (came == SIGCHLD) {
      if (reap(program, &status)) break;
    } else if (came > 0 && ((came != SIGTTIN && came != SIGTTOU) || info.si_code <= 0)) {
      kill(program, came);
    }
  }
  if (terminal) tcsetpgrp(0, getpgrp());
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
