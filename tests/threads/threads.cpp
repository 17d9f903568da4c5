// Threads in a program without a libc. Exits with 0 if all is right; else says what is not.
//
//   threads all COUNT [emulated]   everything below; COUNT threads are created and joined, and as many detached
//   threads detached COUNT         COUNT threads are detached, and end after that
//   threads overflow               a thread overflows its stack: the handler says so and exits with 42
//   threads killed                 the same without a handler
//   threads leave                  main returns 43 while threads run
#include <kcall/alternate_stack.hpp>
#include <kcall/arguments.hpp>
#include <kcall/call/credentials.hpp>
#include <kcall/call/file.hpp>
#include <kcall/call/itimer.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/resource.hpp>
#include <kcall/call/system.hpp>
#include <kcall/call/wait.hpp>
#include <kcall/condition.hpp>
#include <kcall/counting_semaphore.hpp>
#include <kcall/deadline.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/mutex.hpp>
#include <kcall/once.hpp>
#include <kcall/parse.hpp>
#include <kcall/print.hpp>
#include <kcall/start.hpp>
#include <kcall/thread.hpp>
#include <kcall/write_all.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace {

using kcall::errc;
using kcall::lock_scope;
using kcall::result;
using kcall::static_text;
using kcall::thread;
using kcall::uintptr_t;

int failures = 0;
bool emulated = false;

void expect(bool good, const char* what, long seen = 0) {
  if (good) return;
  ++failures;
  static_cast<void>(kcall::print(kcall::stdout_fd, "wrong: {} ({})\n", what, seen));
}

// ---- what a process has

char page[1 << 16];

static_text contents(const char* path) {
  const auto opened = kcall::open(path, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
  if (!opened) return {page, 0};
  const kcall::unique_fd file{*opened};
  const auto got = kcall::read_full(file, {page, sizeof page - 1});
  page[got.value_or(0)] = '\0';
  return {page, got.value_or(0)};
}

struct possessions {
  long maps = 0, kibibytes = 0, descriptors = 0;
  friend bool operator==(const possessions&, const possessions&) = default;
};

possessions now() {
  possessions found;
  for (const char c : contents("/proc/self/maps")) found.maps += c == '\n';
  const static_text status = contents("/proc/self/status");
  constexpr static_text name("\nVmSize:");
  for (const char* at = status.data(); at < status.data() + status.size() && !emulated; ++at) {
    if (!kcall::detail::same_bytes(at, name.data(), name.size())) continue;
    for (at += name.size(); *at != '\n'; ++at) {
      if (*at >= '0' && *at <= '9') found.kibibytes = found.kibibytes * 10 + *at - '0';
    }
    break;
  }
  for (int i = 0; i < 64; ++i) found.descriptors += kcall::fcntl(kcall::fd{i}, kcall::fcntl_command::getfd).has_value();
  return found;
}

/// What detached threads have goes soon after they have done their work.
void expect_nothing_more(const possessions& before, const char* what) {
  const auto until = kcall::deadline_after({20, 0});
  for (;;) {
    const possessions after = now();
    if (after == before) return;
    const auto time = kcall::clock_gettime(kcall::clock::monotonic);
    if (time && time->tv_sec > until.time.tv_sec) {
      static_cast<void>(kcall::print(
          kcall::stdout_fd, "wrong: {}: {} maps, {} KiB, {} fds, then {} maps, {} KiB, {} fds\n", what, before.maps,
          before.kibibytes, before.descriptors, after.maps, after.kibibytes, after.descriptors));
      ++failures;
      return;
    }
    static_cast<void>(kcall::sched_yield());
  }
}

// ---- many

kcall::atomic<long> worked;

long work(void* argument) {
  worked.fetch_add(1);
  return kcall::to_word(argument);
}

int work_alone() { return 9; }

void joins(int count) {
  const possessions before = now();
  worked.store(0);
  for (int i = 0; i < count; ++i) {
    thread one;
    const auto started = one.start(work, kcall::from_word<void*>(-i));
    long answer = 1;
    const auto joined = one.join(answer);
    if (started && joined && answer == -i && !one.joinable()) continue;
    expect(false, "a thread was not started or not joined", i);
    break;
  }
  expect(worked.load() == count, "threads that worked", worked.load());
  expect_nothing_more(before, "after joining");
}

void joins_at_once() {
  const possessions before = now();
  constexpr int many = 64;
  thread threads[many];
  for (int round = 0; round < 4; ++round) {
    worked.store(0);
    for (thread& one : threads) {
      const auto started = one.start([] { return worked.fetch_add(1); }, {.stack_size = 64 << 10});
      expect(started.has_value(), "one of many was not started", started.word());
    }
    long sum = 0;
    for (thread& one : threads) {
      long answer = 0;
      const auto joined = one.join(answer);
      expect(joined.has_value(), "one of many was not joined", joined.word());
      sum += answer;
    }
    expect(sum == many * (many - 1) / 2, "the sum of what many answered", sum);
  }
  expect_nothing_more(before, "after joining many");
}

void detaches(int count) {
  const possessions before = now();
  worked.store(0);
  for (int i = 0; i < count; ++i) {
    thread one;
    // Some have ended when they are detached, some have not.
    result<void> started = one.start([i] {
      if (i % 3 == 0) static_cast<void>(kcall::sched_yield());
      worked.fetch_add(1);
    });
    // As many at once as the machine allows, and no more.
    if (started == errc::eagain || started == errc::enomem) {
      static_cast<void>(kcall::sched_yield());
      --i;
      continue;
    }
    if (i % 5 == 0) static_cast<void>(kcall::sched_yield());
    const auto detached = one.detach();
    if (started && detached && !one.joinable()) continue;
    expect(false, "a thread was not started or not detached", started.word());
    break;
  }
  expect_nothing_more(before, "after detaching");
  expect(worked.load() == count, "detached threads that worked", worked.load());
}

void detaches_before_they_end(int count) {
  static kcall::counting_semaphore go;
  const possessions before = now();
  for (int i = 0; i < count; ++i) {
    thread one;
    expect(one.start([] { go.acquire(); }) && one.detach(), "a thread was not started or not detached", i);
  }
  static_cast<void>(go.release(static_cast<kcall::uint32_t>(count)));
  expect_nothing_more(before, "after detaching threads that wait");
}

int volatile alarms;
void alarmed(int) { alarms = alarms + 1; }

/// Handlers must find a stack under them whenever they run.
void detaches_under_signals() {
  const possessions before = now();
  expect(kcall::rt_sigaction(kcall::signal::sigalrm, {alarmed, kcall::sigaction_flags::restart}).has_value(),
         "no handler");
  const kcall::itimerval often = {{0, 200}, {0, 200}};
  expect(kcall::setitimer(kcall::itimer::real, often).has_value(), "no timer");
  worked.store(0);
  int started = 0;
  for (int i = 0; i < 500; ++i) {
    thread one;
    started += one.start([] { worked.fetch_add(1); }).has_value();
    static_cast<void>(one.detach());
  }
  expect_nothing_more(before, "after detaching under signals");
  expect(kcall::setitimer(kcall::itimer::real, {}).has_value(), "the timer stays");
  expect(kcall::rt_sigaction(kcall::signal::sigalrm, kcall::sigaction_t::ignore()).has_value(), "the handler stays");
  expect(worked.load() == started, "threads that worked under signals", worked.load());
}

void nested() {
  const possessions before = now();
  worked.store(0);
  thread threads[4];
  for (thread& outer : threads) {
    const auto started = outer.start([] {
      for (int i = 0; i < 25; ++i) {
        thread inner;
        if (inner.start([] { worked.fetch_add(1); }) && i % 2 == 0) static_cast<void>(inner.detach());
      }
    });
    expect(started.has_value(), "a thread that starts threads", started.word());
  }
  for (thread& outer : threads) outer = thread();
  expect_nothing_more(before, "after threads of threads");
  expect(worked.load() == 100, "threads of threads", worked.load());
}

// ---- one

int destroyed = 0;
struct counted {
  counted() = default;
  counted(counted&& other) noexcept : alive(other.alive) { other.alive = false; }
  ~counted() { destroyed += alive; }
  counted& operator=(counted&&) = delete;
  bool alive = true;
};

void manners() {
  thread one;
  expect(one.join() == errc::einval && one.detach() == errc::einval, "joining nothing");
  expect(!one.joinable() && one.id() == kcall::pid{}, "nothing");

  kcall::counting_semaphore go;
  kcall::pid own;
  result<void> self;
  expect(one.start([&] {
              go.acquire();
              own = kcall::gettid();
              self = one.join();
            })
             .has_value(),
         "starting");
  expect(one.start([] {}) == errc::ebusy && one.start(work, nullptr) == errc::ebusy, "starting twice");
  expect(one.join_until({{0, 1}}) == errc::etimedout && one.joinable(), "a deadline that has passed");
  expect(one.join_until(kcall::deadline_after({0, 2'000'000})) == errc::etimedout, "a deadline that passes");
  const kcall::pid id = one.id();
  static_cast<void>(go.release());
  expect(one.join_until(kcall::deadline_after({20, 0})).has_value(), "joining in time");
  expect(own == id && id != kcall::gettid(), "the thread's id", own.get());
  expect(self == errc::edeadlk, "joining oneself", self.word());

  long answer = 0;
  expect(one.start([]() -> result<int> { return errc::enoent; }).has_value(), "starting again");
  expect(one.join(answer).has_value() && answer == -2, "an error as answer", answer);
  expect(one.start([] { return &failures; }).has_value() && one.join(answer) && answer == kcall::to_word(&failures),
         "a pointer as answer", answer);

  expect(one.start(work_alone).has_value() && one.join(answer) && answer == 9, "a function's answer", answer);

  // What runs is moved to the thread, and destroyed there, once.
  destroyed = 0;
  expect(one.start([held = counted(), &answer] { answer = held.alive; }).has_value(),
         "starting with something to hold");
  thread other(static_cast<thread&&>(one));
  expect(!one.joinable() && one.join() == errc::einval && other.joinable(), "moving");
  expect(other.join().has_value() && answer == 1 && destroyed == 1, "destroying what ran", destroyed);

  struct alignas(64) aligned {
    char bytes[192];
  };
  aligned big{};
  big.bytes[191] = 7;
  expect(one.start([big] { return reinterpret_cast<uintptr_t>(&big) % 64 == 0 ? big.bytes[191] : 0; }).has_value() &&
             one.join(answer) && answer == 7,
         "something aligned", answer);

  // The end of a scope waits.
  worked.store(0);
  {
    thread scoped;
    expect(scoped
               .start([] {
                 static_cast<void>(kcall::sched_yield());
                 worked.fetch_add(1);
               })
               .has_value(),
           "starting in a scope");
  }
  expect(worked.load() == 1, "a scope's thread", worked.load());
}

/// A thread that has the object which stands for it frees what it has all the same.
void owns_itself() {
  const possessions before = now();
  kcall::counting_semaphore go;
  worked.store(0);
  thread one, other;
  const auto first = one.start([&one, &go] {
    go.acquire();
    const thread own(static_cast<thread&&>(one));
    worked.fetch_add(1);
  });
  const auto second = other.start([&other, &go] {
    go.acquire();
    other = thread();
    worked.fetch_add(1);
  });
  expect(first && second, "threads that are to own themselves");
  static_cast<void>(go.release(2));
  expect_nothing_more(before, "after threads that owned themselves");
  expect(worked.load() == 2, "threads that owned themselves", worked.load());
}

/// The least stack, below closures that take what else the last page has: it is whole always.
template <kcall::size_t N = 1>
void tiny_stacks() {
  struct {
    char bytes[N];
  } held{};
  held.bytes[N - 1] = 5;
  thread one;
  const auto started = one.start([held] { return held.bytes[N - 1]; }, {.stack_size = 0});
  long answer = 0;
  expect(started && one.join(answer) && answer == 5, "a tiny stack below a closure", N);
  if constexpr (N < 4096) tiny_stacks<N + 273>();
}

enum class fails { mmap, mprotect };
template <class N>
constexpr bool is_mmap(N number) {
  if constexpr (requires { N::mmap2; }) {
    return number == N::mmap2;
  } else {
    return number == N::mmap;
  }
}

/// Fails one kind of call.
template <fails what>
struct failing {
  using abi = kcall::gate::native::abi;
  using trap = kcall::trap_of<kcall::gate::native>;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if (what == fails::mmap ? is_mmap(number) : number == abi::nr::mprotect) return -static_cast<long>(errc::enomem);
    return kcall::detail::pass<kcall::gate::native>(number, arguments...);
  }
};

void failing_starts() {
  const possessions before = now();
  thread one;
  destroyed = 0;
  expect(one.start<failing<fails::mmap>>([held = counted()] {}) == errc::enomem, "starting without memory");
  expect(one.start<failing<fails::mprotect>>([held = counted()] {}) == errc::enomem, "starting without a guard");
  expect(one.start([] {}, {.stack_size = ~kcall::size_t{0}}) == errc::enomem, "an absurd stack");
  expect(one.start([] {}, {.stack_size = 4096, .guard_size = ~kcall::size_t{0} - 5}) == errc::enomem,
         "an absurd guard");
  expect(!one.joinable() && destroyed == 2, "what could not be started", destroyed);
  expect_nothing_more(before, "after failing to start");
}

/// In a process of its own. False: this cannot be tried here.
bool refused_by_limits() {
  // Nobody may have more than one thread; root may.
  constexpr kcall::uid nobody{65534};
  static_cast<void>(kcall::setresuid(nobody, nobody, nobody));
  if (!kcall::setrlimit(kcall::rlimit_resource::nproc, {1, 1})) return false;
  const possessions before = now();
  destroyed = 0;
  thread one;
  const auto started = one.start([held = counted()] {});
  if (started) return false;
  expect(started == errc::eagain, "more threads than allowed", started.word());
  expect(destroyed == 1, "what was to run", destroyed);
  expect(!one.joinable(), "a thread that is not");
  expect_nothing_more(before, "after being refused");
  return true;
}

bool out_of_memory() {
  const auto size = contents("/proc/self/statm");
  long pages = 0;
  for (const char* at = size.data(); *at >= '0' && *at <= '9'; ++at) pages = pages * 10 + *at - '0';
  const auto limit = static_cast<kcall::uint64_t>(pages) * 4096 + (20U << 20);
  if (!kcall::setrlimit(kcall::rlimit_resource::as, {limit, limit})) return false;
  const possessions before = now();
  kcall::counting_semaphore stay;
  thread threads[64];
  int started = 0;
  result<void> last;
  for (; started < 64; ++started) {
    last = threads[started].start([&stay] { stay.acquire(); });
    if (!last) break;
  }
  expect(started > 10 && started < 20, "threads of a mebibyte in twenty", started);
  expect(last == errc::enomem, "more memory than allowed", last.word());
  static_cast<void>(stay.release(64));
  for (thread& one : threads) one = thread();
  expect_nothing_more(before, "after memory ran out");
  return true;
}

void in_child(bool (*check)(), const char* what) {
  const auto child = kcall::fork();
  expect(child.has_value(), what, child.word());
  if (!child) return;
  if (*child == kcall::pid{0}) {
    const bool tried = check();
    if (!tried) static_cast<void>(kcall::print(kcall::stdout_fd, "skipped: {}: the limit does not hold here\n", what));
    kcall::exit_group(failures == 0 ? 0 : 1);
  }
  kcall::wait_status status;
  const auto waited = kcall::wait4(*child, status);
  expect(waited.has_value() && status.exited() && status.exit_code() == 0, what, waited.word());
}

// ---- thread_local

thread_local int initialised = 41;
thread_local long zero;
alignas(64) thread_local char line[64] = "a cache line";
thread_local int* volatile self = nullptr;

void thread_locals() {
  constexpr int many = 8;
  struct seen {
    uintptr_t places[3], canary;
    bool right;
  };
  static seen all[many];
  kcall::counting_semaphore here, go;
  thread threads[many];
  initialised = 1;
  zero = 2;
  line[0] = 'x';
  for (int i = 0; i < many; ++i) {
    const auto started = threads[i].start([&here, &go, i] {
      bool right = initialised == 41 && zero == 0 && static_text(line) == "a cache line" && self == nullptr;
      initialised += i;
      zero = i;
      line[0] = static_cast<char>('0' + i);
      self = &initialised;
      static_cast<void>(here.release());
      go.acquire();
      right = right && initialised == 41 + i && zero == i && line[0] == '0' + i && self == &initialised;
      all[i] = {{reinterpret_cast<uintptr_t>(&initialised), reinterpret_cast<uintptr_t>(&zero),
                 reinterpret_cast<uintptr_t>(&line[0])},
                kcall::detail::thread_block::canary(),
                right};
    });
    expect(started.has_value(), "a thread with variables", started.word());
  }
  for (int i = 0; i < many; ++i) here.acquire();
  static_cast<void>(go.release(many));
  for (thread& one : threads) one = thread();
  expect(initialised == 1 && zero == 2 && line[0] == 'x', "the main thread's variables", initialised);
  for (int i = 0; i < many; ++i) {
    expect(all[i].right, "a thread's variables", i);
    expect(all[i].places[2] % 64 == 0, "a variable's alignment", i);
    expect(all[i].canary == kcall::detail::thread_block::canary(), "a thread's canary", i);
    for (int other = 0; other < i; ++other) {
      for (int which = 0; which < 3; ++which) {
        expect(all[i].places[which] != all[other].places[which], "two threads share a variable", which);
      }
    }
  }
}

// ---- together

constinit kcall::mutex mutex;
constinit kcall::condition changed;
constinit kcall::once_flag once;
long counter = 0;

template <class F>
void in_threads(int count, F function) {
  thread threads[8];
  for (int i = 0; i < count; ++i) {
    const auto started = threads[i].start([&function, i] { function(i); });
    expect(started.has_value(), "one of several threads", started.word());
  }
}

void counts() {
  in_threads(8, [](int) {
    for (int i = 0; i < 100'000; ++i) {
      const lock_scope held{mutex};
      counter = counter + 1;
    }
  });
  expect(counter == 800'000, "counting under a mutex", counter);
}

void queue() {
  constexpr int each = 2'000;
  static long items[4], taken;
  static int size;
  in_threads(8, [](int i) {
    for (long n = 1; n <= each; ++n) {
      const lock_scope held{mutex};
      if (i % 2 == 0) {
        changed.wait(mutex, [] { return size < 4; });
        items[size++] = n;
      } else {
        changed.wait(mutex, [] { return size > 0; });
        taken += items[--size];
      }
      changed.notify_all();
    }
  });
  expect(taken == 4L * each * (each + 1) / 2, "what went through a queue", taken);
}

void semaphores() {
  static kcall::counting_semaphore two(2);
  static kcall::atomic<int> inside, most, done;
  in_threads(8, [](int) {
    for (int i = 0; i < 1'000; ++i) {
      two.acquire();
      const int now = inside.fetch_add(1) + 1;
      int seen = most.load();
      while (seen < now && !most.compare_exchange(seen, now)) {
      }
      inside.fetch_sub(1);
      static_cast<void>(two.release());
    }
    static_cast<void>(kcall::call_once(once, [] { done.fetch_add(1); }));
  });
  expect(most.load() <= 2 && two.count() == 2, "a semaphore of two", most.load());
  expect(done.load() == 1 && once.done(), "once", done.load());
}

// ---- the end of a stack

constexpr kcall::size_t small = 128 << 10;
uintptr_t top = 0;

[[noreturn]] void overflowed(int, kcall::siginfo_t* told, void*) {
  // In the guard, which begins where the stack ends. The emulator does not tell where.
  const uintptr_t depth = top - reinterpret_cast<uintptr_t>(told->address());
  const bool guard = depth > small - (32 << 10) && depth < small + (64 << 10);
  static_cast<void>(kcall::print(kcall::stdout_fd, "{}\n", guard || emulated ? "stack overflow" : "elsewhere"));
  kcall::exit_group(42);
}

[[gnu::noinline]] int deep(int n) {
  char volatile frame[256];
  frame[n % 256] = static_cast<char>(n);
  return n == 0x7fffffff ? 0 : deep(n + 1) + frame[n % 256];
}

int overflow(bool handled) {
  // Neighbours on both sides, who wait and must not be written over.
  kcall::counting_semaphore stay;
  thread neighbours[4];
  for (int i = 0; i < 2; ++i) static_cast<void>(neighbours[i].start([&] { stay.acquire(); }, {.stack_size = small}));
  thread one;
  const auto started = one.start(
      [handled] {
        kcall::alternate_stack elsewhere;
        const char here = 0;
        top = reinterpret_cast<uintptr_t>(&here);
        if (handled && (!elsewhere.use() ||
                        !kcall::rt_sigaction(kcall::signal::sigsegv, {overflowed, kcall::sigaction_flags::onstack}))) {
          kcall::exit_group(1);
        }
        return deep(0);
      },
      {.stack_size = small});
  if (!started) return 1;
  for (int i = 2; i < 4; ++i) static_cast<void>(neighbours[i].start([&] { stay.acquire(); }, {.stack_size = small}));
  static_cast<void>(one.join());
  return 2;
}

int all(int count) {
  static_cast<void>(now());
  thread_locals();
  manners();
  owns_itself();
  tiny_stacks();
  failing_starts();
  counts();
  queue();
  semaphores();
  joins(count);
  joins_at_once();
  detaches(count);
  detaches_under_signals();
  nested();
  if (emulated) {
    static_cast<void>(
        kcall::print(kcall::stdout_fd, "skipped: limits on threads and memory: the emulator has its own\n"));
  } else {
    in_child(refused_by_limits, "a limit on threads");
    in_child(out_of_memory, "a limit on memory");
  }
  return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const static_text what(argc > 1 ? argv[1] : "");
  for (int i = 2; i < argc; ++i) emulated = emulated || static_text(argv[i]) == "emulated";
  if (what == "all" && argc > 2) return all(kcall::parse<int>(argv[2]).value_or(0));
  if (what == "detached" && argc > 2) {
    detaches_before_they_end(kcall::parse<int>(argv[2]).value_or(0));
    return failures == 0 ? 0 : 1;
  }
  if (what == "overflow" || what == "killed") return overflow(what == "overflow");
  if (what == "leave") {
    thread endless;
    static_cast<void>(endless.start([] {
      for (;;) static_cast<void>(kcall::sched_yield());
    }));
    static_cast<void>(endless.detach());
    return 43;
  }
  static_cast<void>(
      kcall::print(kcall::stderr_fd, "usage: threads all COUNT [emulated]|detached COUNT|overflow|killed|leave\n"));
  return 2;
}
KCALL_POINTER_ARITHMETIC_END
