// fork, vfork, spawn and pipelines in a program without a libc, in functions whose variables compilers keep wherever
// they like: what is alive before a child is made must be so afterwards, whatever the child has done to the stack.
// Built by run.py with every compiler and level. Says what went wrong; exits with 0 if nothing did, else 1.
#include <kcall/call/signal.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/pipeline.hpp>
#include <kcall/probe.hpp>
#include <kcall/start.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::pid;
using kcall::size_t;

int failures;
int checks;

KCALL_POINTER_ARITHMETIC_BEGIN
void say(const char* text) {
  size_t size = 0;
  while (text[size] != '\0') ++size;
  static_cast<void>(kcall::write(kcall::stdout_fd, text, size));
}

void check(bool good, const char* what, const char* more = "") {
  ++checks;
  if (good) return;
  ++failures;
  say("FAILED ");
  say(what);
  say(" ");
  say(more);
  say("\n");
}

// A value that no compiler can know, and that differs for each index.
[[gnu::noinline]] unsigned long mixed(unsigned long seed, unsigned long index) {
  unsigned long x = seed * 2654435761UL + index * 40503UL + 1;
  asm volatile("" : "+r"(x) : : "memory");
  return x ^ x >> 7;
}

// What a child may do to the stack below.
[[gnu::noinline]] void scribble(int depth) {
  volatile unsigned char block[512];
  for (unsigned i = 0; i < sizeof block; ++i) block[i] = static_cast<unsigned char>(0xa5 + depth);
  if (depth > 0) scribble(depth - 1);
  asm volatile("" : : "r"(&block) : "memory");
}

// The exit status of a child, which it waits for; 1000 and the signal for one that was killed.
[[gnu::noinline]] int end_of(pid child) {
  for (;;) {
    const auto ended = kcall::wait4(child);
    if (ended == errc::eintr) continue;
    if (!ended) return -1;
    return ended->status.signaled() ? 1000 + static_cast<int>(ended->status.term_signal()) : ended->status.exit_code();
  }
}

// Runs make(), which gives what mixed(seed, 99) is, with many variables alive around it.
template <class F>
[[gnu::noinline]] bool keeps_variables(unsigned long seed, int size, F make) {
  const unsigned long a = mixed(seed, 1), b = mixed(seed, 2), c = mixed(seed, 3), d = mixed(seed, 4);
  const unsigned long e = mixed(seed, 5), f = mixed(seed, 6), g = mixed(seed, 7), h = mixed(seed, 8);
  const unsigned long i = mixed(seed, 9), j = mixed(seed, 10), k = mixed(seed, 11), l = mixed(seed, 12);
  alignas(64) volatile unsigned long array[16];
  auto* const varying = static_cast<volatile unsigned char*>(__builtin_alloca(static_cast<size_t>(size)));
  for (unsigned long x = 0; x < 16; ++x) array[x] = mixed(seed, 100 + x);
  for (int x = 0; x < size; ++x) varying[x] = static_cast<unsigned char>(x * 7);
  bool kept = make() == mixed(seed, 99);
  kept = kept && a == mixed(seed, 1) && b == mixed(seed, 2) && c == mixed(seed, 3) && d == mixed(seed, 4);
  kept = kept && e == mixed(seed, 5) && f == mixed(seed, 6) && g == mixed(seed, 7) && h == mixed(seed, 8);
  kept = kept && i == mixed(seed, 9) && j == mixed(seed, 10) && k == mixed(seed, 11) && l == mixed(seed, 12);
  for (unsigned long x = 0; x < 16; ++x) kept = kept && array[x] == mixed(seed, 100 + x);
  for (int x = 0; x < size; ++x) kept = kept && varying[x] == static_cast<unsigned char>(x * 7);
  return kept;
}

// vfork in a function of its own, where g++ does not inline it, with variables that only the child has.
template <class G, int code>
[[gnu::noinline]] int by_vfork(unsigned long seed) {
  const unsigned long before = mixed(seed, 31);
  const auto made = kcall::vfork<G>();
  if (made == pid{0}) {
    unsigned long own[32];
    for (unsigned long x = 0; x < 32; ++x) own[x] = mixed(seed, 200 + x);
    scribble(8);
    kcall::exit_group<G>(own[seed % 32] == mixed(seed, 200 + seed % 32) ? code : 99);
  }
  if (!made || before != mixed(seed, 31)) return -1;
  return end_of(*made);
}

// The shortest way back.
template <class G>
[[gnu::noinline]] kcall::result<pid> bare_vfork() {
  const auto made = kcall::vfork<G>();
  if (made == pid{0}) kcall::exit_group<G>(6);
  return made;
}

template <class G>
[[gnu::noinline]] int by_fork(int code) {
  const auto made = kcall::fork<G>();
  if (made == pid{0}) {
    scribble(8);
    kcall::exit_group<G>(code);
  }
  return made ? end_of(*made) : -1;
}

template <class G>
void forks() {
  const unsigned long seed = 12345;
  check(by_fork<G>(3) == 3, "fork", G::name);
  check(keeps_variables(seed, 100, [&] { return by_fork<G>(4) == 4 ? mixed(seed, 99) : 0; }), "variables around fork",
        G::name);
  for (unsigned long s = 1; s <= 3; ++s) {
    check((by_vfork<G, 5>(s)) == 5, "vfork", G::name);
    check(keeps_variables(s, static_cast<int>(s) * 40, [&] { return (by_vfork<G, 5>(s)) == 5 ? mixed(s, 99) : 0; }),
          "variables around vfork", G::name);
  }
  const auto bare = bare_vfork<G>();
  check(bare.has_value() && end_of(*bare) == 6, "vfork at the end of a function", G::name);
  int told = 8;
  const auto called = kcall::vfork<G>(
      [](void* code) {
        scribble(8);
        kcall::exit_group<G>(*static_cast<int*>(code));
      },
      &told);
  check(called.has_value() && end_of(*called) == 8, "vfork with a function", G::name);
}

const char* const* environment;

[[gnu::noinline]] int exits_with(const char* script, kcall::spawn_actions before = {}) {
  const char* const words[] = {"sh", "-c", script, nullptr};
  auto child = kcall::spawn("/bin/sh", words, environment, before);
  if (!child) return -static_cast<int>(child.error());
  const auto status = child->wait();
  return status ? kcall::shell_status(*status) : -2000;
}

void spawns() {
  const unsigned long seed = 777;
  check(exits_with("exit 7") == 7, "spawn");
  check(exits_with("kill -9 $$") == 137, "spawn: killed");
  const kcall::spawn_action fails[] = {kcall::spawn_action::umask(kcall::mode{022}),
                                       kcall::spawn_action::chdir("/no/such")};
  check(exits_with("exit 0", fails) == -static_cast<int>(errc::enoent), "spawn: a step that fails");
  const char* const words[] = {"x", nullptr};
  kcall::spawn_failure failure;
  auto child = kcall::spawn("/no/such", words, environment, {}, &failure);
  check(!child && child.error() == errc::enoent && failure.step == kcall::spawn_step::exec, "spawn: enoent");
  child = kcall::spawn("/", words, environment, {}, &failure);
  check(!child && child.error() == errc::eacces, "spawn: eacces");
  child = kcall::spawn_by_name("no-such-program", words, environment);
  check(!child && child.error() == errc::enoent, "spawn by name: enoent");
  check(keeps_variables(seed, 200, [&] { return exits_with("exit 9") == 9 ? mixed(seed, 99) : 0; }),
        "variables around spawn");
  check(keeps_variables(seed, 1, [&] { return exits_with("x", fails) == -2 ? mixed(seed, 99) : 0; }),
        "variables around spawn that fails");

  const kcall::sigset two{kcall::signal::sigint, kcall::signal::sigterm};
  kcall::sigset before, after;
  static_cast<void>(kcall::rt_sigprocmask(kcall::sig_how::setmask, nullptr, &before));
  const kcall::spawn_action steps[] = {kcall::spawn_action::open(fd{7}, "/dev/null", kcall::open_flags::rdonly),
                                       kcall::spawn_action::dup2(fd{7}, fd{8}),
                                       kcall::spawn_action::close(fd{7}),
                                       kcall::spawn_action::close_from(fd{9}),
                                       kcall::spawn_action::setpgid(),
                                       kcall::spawn_action::default_signals(),
                                       kcall::spawn_action::signal_mask(two)};
  check(exits_with("test -e /proc/$$/fd/8 && ! test -e /proc/$$/fd/7 && "
                   "exec grep -q 'SigBlk:.0*4002$' /proc/self/status",
                   steps) == 0,
        "spawn: steps");
  static_cast<void>(kcall::rt_sigprocmask(kcall::sig_how::setmask, nullptr, &after));
  check(before == after, "spawn: the caller's mask");
  // Nobody is left.
  check(kcall::wait4(pid{-1}) == errc::echild, "spawn: nobody is left");
}

void pipelines() {
  const char* const first[] = {"printf", "one\\ntwo\\n", nullptr};
  const char* const second[] = {"tr", "a-z", "A-Z", nullptr};
  const char* const third[] = {"tail", "-n", "1", nullptr};
  const char* const missing[] = {"no-such-program", nullptr};
  const auto ends = kcall::pipe2(kcall::open_flags::cloexec);
  check(ends.has_value(), "pipe2");
  {
    kcall::pipeline_stage stages[] = {{first}, {second}, {third}};
    kcall::pipeline programs{stages};
    check(programs.start(environment, {.out = ends->write_end}).has_value(), "pipeline: start");
    check(programs.wait().has_value() && programs.failed_status() == 0, "pipeline: wait");
    char text[16];
    const auto got = kcall::read(ends->read_end, text);
    check(got == 4 && text[0] == 'T' && text[1] == 'W' && text[2] == 'O' && text[3] == '\n',
          "pipeline: what comes out");
  }
  kcall::pipeline_stage stages[] = {{second}, {missing}, {third}};
  kcall::pipeline programs{stages};
  check(programs.start(environment) == errc::enoent, "pipeline: a program that is missing");
  check(kcall::wait4(pid{-1}) == errc::echild, "pipeline: nobody is left");
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace

int main(int, char**, char** envp) {
  environment = envp;
  kcall::gate::all::each([]<class G>() {
    if constexpr (kcall::detail::has_vfork_routine<G>) {
      if (kcall::available<G>()) forks<G>();
    }
  });
  spawns();
  pipelines();
  if (failures == 0) say("all is well\n");
  return failures == 0 ? 0 : 1;
}
