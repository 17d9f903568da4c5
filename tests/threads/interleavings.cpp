// Every interleaving of a few threads that use a mutex, a condition, a semaphore or call_once, as long as no processor
// reorders what they do: the headers' own code runs, over an atomic whose every access is a step (see explored/) and a
// gate whose futex is a simulation. That wakes any of those who sleep, lets deadlines pass at any time, interrupts
// sleepers and wakes them for no reason. Nobody may be where another is, sleep for ever, or touch what is gone.
//
// A state is what the threads have on their stacks, what they share, and who sleeps where. One after another is taken
// up, each of its next steps is made, and what comes out is kept unless it has been there before. For x86-64, hosted.
//
//   interleavings [WORD]   only what has WORD in its name
#include <errno.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <kcall/condition.hpp>
#include <kcall/counting_semaphore.hpp>
#include <kcall/mutex.hpp>
#include <kcall/once.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

constexpr int most_threads = 4;
constexpr std::size_t stack_size = 4096;

enum class status { awake, asleep, done };

struct thread {
  status is;
  char* stack_pointer;
  const void* word;
  bool has_deadline;
  long answer;
  int interruptions, wakings;  // still to come
};

struct {
  thread threads[most_threads];
  /// Somebody who must decide between so many before anybody does anything else, and what the decision is.
  int deciding, choices, choice;
  const void* gone;
  alignas(64) std::byte shared[128];
} world;
alignas(64) char stacks[most_threads][stack_size];
int count, running;
char* explorer;
const char* wrong;
void (*bodies[most_threads])();

extern "C" void switch_stacks(char** from, char* to);
asm(R"(
switch_stacks:
    push %rbx
    push %rbp
    push %r12
    push %r13
    push %r14
    push %r15
    mov %rsp, (%rdi)
    mov %rsi, %rsp
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbp
    pop %rbx
    ret
)");

thread& self() { return world.threads[running]; }
void let_others_run() { switch_stacks(&self().stack_pointer, explorer); }

void fail(const char* what) {
  wrong = what;
  let_others_run();
}

void look_whether_gone(const void* place) {
  if (place == world.gone) fail("what was gone is used");
}

/// Any of 0 … most - 1.
int choose(int most) {
  if (most == 1) return 0;
  world.deciding = running;
  world.choices = most;
  let_others_run();
  return world.choice;
}

long sleep(const void* word, std::uint32_t expected, bool has_deadline) {
  let_others_run();
  look_whether_gone(word);
  if (*static_cast<const volatile std::uint32_t*>(word) != expected) return -EAGAIN;
  self().is = status::asleep;
  self().word = word;
  self().has_deadline = has_deadline;
  let_others_run();
  return self().answer;
}

void wake(thread& sleeper, long answer) {
  sleeper.is = status::awake;
  sleeper.word = nullptr;
  sleeper.answer = answer;
}

/// Wakes `most` of those who sleep; the kernel might wake one if it were asked for none, and need not.
long wake(const void* word, int most) {
  let_others_run();
  int woken = 0;
  for (; woken < most; ++woken) {
    int sleepers[most_threads], found = 0;
    for (int i = 0; i < count; ++i) {
      if (world.threads[i].word == word) sleepers[found++] = i;
    }
    if (found == 0) break;
    wake(world.threads[sleepers[choose(found)]], 0);
  }
  return woken;
}

struct simulated {
  using abi = kcall::gate::native::abi;
  template <class... A>
  static long enter(long, A... words) {
    const long word[] = {kcall::to_word(words)..., 0, 0, 0, 0};
    const auto* const place = reinterpret_cast<const void*>(word[0]);
    if constexpr (sizeof...(A) == 6) return sleep(place, static_cast<std::uint32_t>(word[2]), word[3] != 0);
    return wake(place, static_cast<int>(word[2]));
  }
};

// ---- exploration

void begin() {
  let_others_run();
  bodies[running]();
  self().is = status::done;
  let_others_run();
}

/// What a thread has on its stack.
std::size_t used(int i) {
  const thread& one = world.threads[i];
  return one.is == status::done ? 0 : static_cast<std::size_t>(stacks[i] + stack_size - one.stack_pointer);
}
std::string saved() {
  std::string state(reinterpret_cast<const char*>(&world), sizeof world);
  for (int i = 0; i < count; ++i) state.append(stacks[i] + stack_size - used(i), used(i));
  return state;
}
void restore(const std::string& state) {
  std::memcpy(&world, state.data(), sizeof world);
  const char* from = state.data() + sizeof world;
  for (int i = 0; i < count; ++i) {
    std::memcpy(stacks[i] + stack_size - used(i), from, used(i));
    from += used(i);
  }
}

void run(int i) {
  running = i;
  switch_stacks(&explorer, world.threads[i].stack_pointer);
}

enum class event { step, timeout, interruption, waking, choice };
struct next {
  event what;
  int who, choice;
};

std::vector<next> possible() {
  std::vector<next> all;
  if (world.deciding >= 0) {
    for (int i = 0; i < world.choices; ++i) all.push_back({event::choice, world.deciding, i});
    return all;
  }
  for (int i = 0; i < count; ++i) {
    const thread& one = world.threads[i];
    if (one.is == status::awake) all.push_back({event::step, i, 0});
    if (one.is != status::asleep) continue;
    if (one.has_deadline) all.push_back({event::timeout, i, 0});
    if (one.interruptions > 0) all.push_back({event::interruption, i, 0});
    if (one.wakings > 0) all.push_back({event::waking, i, 0});
  }
  return all;
}

void happen(const next& what) {
  thread& one = world.threads[what.who];
  switch (what.what) {
    case event::choice:
      world.choice = what.choice;
      world.deciding = -1;
      return run(what.who);
    case event::step:
      return run(what.who);
    case event::timeout:
      return wake(one, -ETIMEDOUT);
    case event::interruption:
      --one.interruptions;
      return wake(one, -EINTR);
    case event::waking:
      --one.wakings;
      return wake(one, 0);
  }
}

struct place {
  std::string state;
  std::vector<next> ways;
  std::size_t taken;
};

struct trial {
  const char* name;
  std::vector<void (*)()> threads;
  void (*prepare)();
  /// Whether an end is right where all are done, or where those who are not sleep for ever.
  bool (*right)(bool all_done);
  int interruptions = 0, wakings = 0;
};

/// How often the state has been seen, or why not all states are right, with the way there.
bool explore(const trial& tried) {
  std::memset(&world, 0, sizeof world);
  std::memset(stacks, 0, sizeof stacks);
  count = static_cast<int>(tried.threads.size());
  wrong = nullptr;
  world.deciding = -1;
  tried.prepare();
  for (int i = 0; i < count; ++i) {
    bodies[i] = tried.threads[static_cast<std::size_t>(i)];
    thread& one = world.threads[i];
    one.interruptions = tried.interruptions;
    one.wakings = tried.wakings;
    // What switch_stacks() takes off the stack: six registers, and where to go.
    auto* const top = reinterpret_cast<void (**)()>(stacks[i] + stack_size - 16);
    *top = begin;
    one.stack_pointer = reinterpret_cast<char*>(top - 6);
    run(i);
  }
  std::unordered_set<std::string> seen;
  std::vector<place> path;
  path.push_back({saved(), possible(), 0});
  seen.insert(path.back().state);
  while (!path.empty()) {
    place& here = path.back();
    if (here.taken == here.ways.size()) {
      path.pop_back();
      continue;
    }
    restore(here.state);
    happen(here.ways[here.taken++]);
    place there{{}, possible(), 0};
    if (wrong == nullptr && there.ways.empty()) {
      bool all = true;
      for (int i = 0; i < count; ++i) all = all && world.threads[i].is == status::done;
      if (!tried.right(all)) wrong = all ? "a wrong end" : "somebody sleeps for ever";
    }
    if (wrong != nullptr) {
      std::printf("FAILED %s: %s, after", tried.name, wrong);
      static constexpr const char* names[] = {"", " times out", " is interrupted", " wakes", " chooses"};
      for (const place& on : path) {
        const next& made = on.ways[on.taken - 1];
        std::printf(" %d%s", made.who, names[static_cast<int>(made.what)]);
      }
      std::puts("");
      return false;
    }
    there.state = saved();
    if (seen.insert(there.state).second) path.push_back(std::move(there));
  }
  std::printf("ok %s: %zu states\n", tried.name, seen.size());
  return true;
}

// ---- what is tried

using mutex = kcall::basic_mutex<kcall::futex_scope::private_, simulated>;
using condition = kcall::basic_condition<kcall::futex_scope::private_, simulated>;
using semaphore = kcall::basic_semaphore<kcall::futex_scope::private_, simulated>;
constexpr kcall::deadline later{{1, 0}};

struct things {
  mutex lock;
  condition changed, emptied;
  semaphore units;
  kcall::once_flag once;
  int inside = 0, items = 0, got = 0, late = 0, attempts = 0, failures = 0, users = 0;
};
static_assert(sizeof(things) <= sizeof world.shared);
things& all() { return *reinterpret_cast<things*>(world.shared); }

void nothing() { ::new (world.shared) things; }
void one_unit() {
  nothing();
  static_cast<void>(::new (&all().units) semaphore(1));
}
void users() {
  nothing();
  all().users = count;
}
template <int N>
void failures() {
  nothing();
  all().failures = N;
}

void alone() {
  if (all().inside++ != 0) fail("two are inside");
  let_others_run();
  --all().inside;
  ++all().got;
}

void lock() {
  all().lock.lock();
  alone();
  all().lock.unlock();
}
void lock_twice() {
  lock();
  lock();
}
void lock_in_time() {
  if (!all().lock.lock_until(later)) {
    ++all().late;
    return;
  }
  alone();
  all().lock.unlock();
}
void lock_and_free() {
  all().lock.lock();
  const bool last = --all().users == 0;
  all().lock.unlock();
  if (last) world.gone = &all().lock;
}
template <int N>
bool locked(bool all_done) {
  return all_done && all().got + all().late == N;
}
bool over(bool all_done) { return all_done; }

void put() {
  all().lock.lock();
  ++all().items;
  all().changed.notify_one();
  all().lock.unlock();
}
void put_then_notify() {
  all().lock.lock();
  ++all().items;
  all().lock.unlock();
  all().changed.notify_one();
}
void put_both_ways() {
  put();
  put_then_notify();
}
void put_two_for_all() {
  all().lock.lock();
  all().items += 2;
  all().lock.unlock();
  all().changed.notify_all();
}
void take() {
  all().lock.lock();
  all().changed.wait(all().lock, [] { return all().items > 0; });
  --all().items;
  ++all().got;
  all().lock.unlock();
}
void take_in_time() {
  all().lock.lock();
  if (all().changed.wait_until(all().lock, later, [] { return all().items > 0; })) {
    --all().items;
    ++all().got;
  } else if (all().items > 0) {
    fail("late, with something there");
  }
  all().lock.unlock();
}
void fill_twice() {
  for (int i = 0; i < 2; ++i) {
    all().lock.lock();
    all().emptied.wait(all().lock, [] { return all().items == 0; });
    all().items = 1;
    all().lock.unlock();
    all().changed.notify_one();
  }
}
void empty() {
  all().lock.lock();
  all().changed.wait(all().lock, [] { return all().items == 1; });
  all().items = 0;
  ++all().got;
  all().lock.unlock();
  all().emptied.notify_one();
}
bool two_taken(bool all_done) { return all_done && all().got == 2 && all().items == 0; }
/// Who sleeps has nothing to take.
bool none_left(bool) { return all().items == 0; }

void acquire() {
  all().units.acquire();
  ++all().got;
}
void acquire_in_time() { all().got += all().units.acquire_until(later).has_value(); }
void try_acquire() { all().got += all().units.try_acquire(); }
template <int N>
void release() {
  if (!all().units.release(N)) fail("not released");
  all().items += N;
}
void release_one_by_one() {
  release<1>();
  release<1>();
}
void acquire_for_a_while() {
  all().units.acquire();
  alone();
  if (!all().units.release()) fail("not released");
}
void acquire_and_free() {
  all().units.acquire();
  world.gone = &all().units;
}
bool shared_out(bool all_done) {
  // Where somebody sleeps for ever, all that was released has been taken.
  return all_done || all().items == all().got;
}

void call() {
  const auto called = kcall::call_once<simulated>(all().once, []() -> kcall::result<void> {
    if (all().inside++ != 0) fail("two do it");
    let_others_run();
    --all().inside;
    if (++all().attempts <= all().failures) return kcall::errc::enospc;
    ++all().got;
    return {};
  });
  if (!called) {
    ++all().late;
  } else if (all().got != 1 || !all().once.done()) {
    fail("not done");
  }
}
bool done_once(bool all_done) {
  return all_done && all().got == 1 && all().late == all().failures && all().attempts == all().failures + 1;
}

const trial trials[] = {
    {"mutex, twice each", {lock_twice, lock_twice}, nothing, locked<4>, 1, 1},
    {"mutex, three threads", {lock, lock, lock}, nothing, locked<3>, 1, 0},
    {"mutex, three threads, one with a deadline", {lock_in_time, lock, lock}, nothing, locked<3>, 0, 1},
    {"mutex, three threads, two with deadlines", {lock_in_time, lock_in_time, lock_twice}, nothing, locked<4>},
    {"mutex, freed by the last", {lock_and_free, lock_and_free, lock_and_free}, users, over, 1, 0},
    {"condition, one item", {put, take}, nothing, none_left, 1, 1},
    {"condition, one item, notified outside", {put_then_notify, take}, nothing, none_left, 1, 1},
    {"condition, two items", {put_both_ways, take, take}, nothing, two_taken},
    {"condition, two items for all", {put_two_for_all, take, take}, nothing, two_taken},
    {"condition, one item, one deadline", {put, take_in_time, take}, nothing, none_left},
    {"condition, one item, one deadline, notified outside", {put_then_notify, take_in_time, take}, nothing, none_left},
    {"condition, room for one item", {fill_twice, empty, empty}, nothing, two_taken},
    {"semaphore, two and two", {acquire, acquire, release<1>, release<1>}, nothing, shared_out},
    {"semaphore, two after one another", {acquire, acquire, release_one_by_one}, nothing, shared_out, 1, 0},
    {"semaphore, two at once", {acquire, acquire, acquire, release<2>}, nothing, shared_out},
    {"semaphore, one who does not wait", {acquire, acquire, try_acquire, release_one_by_one}, nothing, shared_out},
    {"semaphore, one with a deadline", {acquire_in_time, acquire, release<1>, release<1>}, nothing, shared_out},
    {"semaphore, releasing none", {acquire, acquire, release<0>, release_one_by_one}, nothing, shared_out},
    {"semaphore, as a mutex", {acquire_for_a_while, acquire_for_a_while, acquire_for_a_while}, one_unit, over},
    {"semaphore, freed by the last", {acquire_and_free, release<1>}, nothing, over, 1, 1},
    {"once", {call, call, call}, nothing, done_once, 1, 0},
    {"once, after a failure", {call, call, call}, failures<1>, done_once, 1, 0},
    {"once, after two failures", {call, call, call, call}, failures<2>, done_once},
};

}  // namespace

void before_access(const void* place) {
  let_others_run();
  look_whether_gone(place);
}

int main(int argc, char** argv) {
  bool good = true;
  for (const trial& one : trials) {
    if (argc < 2 || std::strstr(one.name, argv[1]) != nullptr) good = explore(one) && good;
  }
  return good ? 0 : 1;
}
