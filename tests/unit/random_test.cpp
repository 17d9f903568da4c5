// getrandom with the vDSO's state: that it is answered in user mode, that nothing is given twice (fork, signal
// handlers, threads that share a state), that the page goes with its state, and what happens where the vDSO has none of
// it.
#include <sys/mman.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <kcall/abi/vdso/riscv64.hpp>
#include <kcall/kcall.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"

namespace {

using kcall::random_state;
using kcall::gate::vdso;
using abi = kcall::gate::native::abi;
using block = std::array<unsigned char, 32>;

/// The vDSO of this machine has getrandom, and its state can be mapped.
bool vdso_has_it() {
  random_state state;
  block bytes{};
  CHECK(kcall::getrandom(state, bytes.data(), bytes.size()) == bytes.size());
  if (!state.in_use()) MESSAGE("skipped: no getrandom in the vDSO of this process");
  return state.in_use();
}

block draw(random_state& state) {
  block bytes{};
  const auto written = kcall::getrandom(state, bytes.data(), bytes.size());
  REQUIRE(written == bytes.size());
  return bytes;
}

/// Runs in a child: its answer is what it writes to the pipe.
template <class F>
block from_child(F&& function) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const int child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const block bytes = function();
    _exit(write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) ? 0 : 1);
  }
  block bytes{};
  CHECK(read(ends[0], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  close(ends[0]);
  close(ends[1]);
  return bytes;
}

size_t mappings() {
  std::ifstream maps("/proc/self/maps");
  size_t count = 0;
  for (std::string line; std::getline(maps, line);) ++count;
  return count;
}

template <class N>
constexpr N number_of_mmap() {
  if constexpr (requires { N::mmap2; }) {
    return N::mmap2;
  } else {
    return N::mmap;
  }
}

/// Counts what the vDSO gate is asked for, and refuses what it is told to.
struct watched {
  using abi = vdso::abi;
  static inline unsigned with_state, without, maps;
  static inline bool no_pages;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if (number == abi::nr::getrandom) ++(sizeof...(A) == 5 ? with_state : without);
    if (number == number_of_mmap<abi::nr>()) {
      ++maps;
      if (no_pages) return -ENOMEM;
    }
    return kcall::detail::pass<vdso>(number, arguments...);
  }
};

/// A vDSO whose getrandom says what the test wants.
struct scripted_vdso {
  using abi = kcall::gate::native::abi;
  static inline kcall::map_flags flags;
  static inline long answer;
  static inline unsigned calls;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if constexpr (sizeof...(A) == 5) {
      const std::array<long, 5> words{kcall::to_word(arguments)...};
      if (number == abi::nr::getrandom && words[4] == -1) {
        auto* const params = kcall::from_word<kcall::detail::random_params*>(words[3]);
        params->size = 144;
        params->protection = PROT_READ | PROT_WRITE;
        params->flags = static_cast<unsigned>(flags);
        return 0;
      }
      if (number == abi::nr::getrandom) {
        ++calls;
        return answer;
      }
    }
    return kcall::detail::pass<kcall::gate::native>(number, arguments...);
  }
};

}  // namespace

TEST_CASE_TEMPLATE("bytes come from every gate, with a state or without", G, vdso, ALL_GATES) {
  static random_state state;
  static block one, two;
  one = two = {};
  CHECK(kcall::getrandom<G>(state, one.data(), one.size()) == one.size());
  CHECK(kcall::getrandom<G>(two) == two.size());
  CHECK(one != two);
  CHECK(one != block{});
  CHECK(two != block{});
  CHECK(kcall::getrandom<G>(state, one.data(), 0) == size_t{0});
  CHECK(kcall::getrandom<G>(state, one, static_cast<kcall::getrandom_flags>(0x80)) == kcall::errc::einval);
}

TEST_CASE("no two draws are alike, in any length") {
  random_state state;
  std::set<block> seen;
  for (int i = 0; i < 20000; ++i) CHECK(seen.insert(draw(state)).second);
  // Every length, and nothing beyond its end. Bytes that stay zero in all of 40 draws are not random.
  for (size_t size = 1; size <= 600; size += 7) {
    std::vector<unsigned char> any(size);
    for (int i = 0; i < 40; ++i) {
      std::vector<unsigned char> bytes(size + 16);
      CHECK(kcall::getrandom(state, bytes.data(), size) == size);
      for (size_t at = 0; at < size; ++at) any[at] = static_cast<unsigned char>(any[at] | bytes[at]);
      for (size_t at = size; at < bytes.size(); ++at) CHECK(bytes[at] == 0);
    }
    for (const unsigned char byte : any) CHECK(byte != 0);
  }
  std::vector<unsigned char> large(1 << 20);
  CHECK(kcall::getrandom(state, large).value_or(0) > 0);
}

TEST_CASE("bits are even: 2^20 bytes") {
  random_state state;
  std::vector<unsigned char> bytes(1 << 20);
  for (size_t at = 0; at < bytes.size(); at += 256) REQUIRE(kcall::getrandom(state, &bytes[at], 256) == size_t{256});
  std::array<unsigned, 256> count{};
  for (const unsigned char byte : bytes) ++count.at(byte);
  // 4096 each; the standard deviation is 64, and 8 of them never happen.
  for (const unsigned n : count) CHECK((n > 4096 - 512 && n < 4096 + 512));
}

TEST_CASE("the kernel is not entered") {
  if (!vdso_has_it()) return;
  random_state state;
  watched::with_state = watched::without = watched::maps = 0;
  block bytes{};
  for (int i = 0; i < 100; ++i) CHECK(kcall::getrandom<watched>(state, bytes) == bytes.size());
  // One question about the state, its page, and then only calls with the state.
  CHECK(watched::with_state == 101);
  CHECK(watched::without == 0);
  CHECK(watched::maps == 1);
}

TEST_CASE("a child of fork gets other bytes than its parent, and than its sisters") {
  random_state state;
  std::set<block> seen;
  CHECK(seen.insert(draw(state)).second);
  for (int i = 0; i < 20; ++i) {
    CHECK(seen.insert(from_child([&] { return draw(state); })).second);
    // A child of the child.
    CHECK(seen.insert(from_child([&] { return from_child([&] { return draw(state); }); })).second);
  }
  CHECK(seen.insert(draw(state)).second);
}

namespace {

random_state interrupted;
std::vector<block> drawn_in_handler;

}  // namespace

TEST_CASE("a signal handler that comes in the middle of a call gets other bytes") {
  drawn_in_handler.reserve(100000);
  struct sigaction action {};
  struct sigaction old {};
  action.sa_handler = [](int) {
    if (drawn_in_handler.size() == drawn_in_handler.capacity()) return;
    block bytes{};
    if (kcall::getrandom(interrupted, bytes) == bytes.size()) drawn_in_handler.push_back(bytes);
  };
  REQUIRE(sigaction(SIGALRM, &action, &old) == 0);
  timer_t timer{};
  struct sigevent event {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
  const struct itimerspec often {
    {0, 50000}, { 0, 50000 }
  };
  REQUIRE(timer_settime(timer, 0, &often, nullptr) == 0);
  std::vector<block> drawn;
  drawn.reserve(40000);
  for (int i = 0; i < 40000; ++i) drawn.push_back(draw(interrupted));
  timer_delete(timer);
  sigaction(SIGALRM, &old, nullptr);
  std::set<block> seen(drawn.begin(), drawn.end());
  for (const block& bytes : drawn_in_handler) seen.insert(bytes);
  CHECK(seen.size() == drawn.size() + drawn_in_handler.size());
}

TEST_CASE("threads that share a state by mistake still get different bytes") {
  random_state state;
  std::array<std::vector<block>, 4> drawn;
  std::array<std::thread, 4> threads;
  for (size_t t = 0; t < threads.size(); ++t) {
    threads.at(t) = std::thread([&state, &mine = drawn.at(t)] {
      for (int i = 0; i < 10000; ++i) {
        block bytes{};
        if (kcall::getrandom(state, bytes) == bytes.size()) mine.push_back(bytes);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<block> seen;
  size_t all = 0;
  for (const auto& mine : drawn) {
    all += mine.size();
    seen.insert(mine.begin(), mine.end());
  }
  CHECK(all == 40000);
  CHECK(seen.size() == all);
}

TEST_CASE("threads with states of their own; every page goes with its state") {
  if (!vdso_has_it()) return;
  const auto once = [] {
    std::array<std::thread, 4> threads;
    for (auto& thread : threads) {
      thread = std::thread([] {
        random_state state;
        block bytes{};
        static_cast<void>(kcall::getrandom(state, bytes));
      });
    }
    for (auto& thread : threads) thread.join();
  };
  once();
  const size_t before = mappings();
  {
    random_state state;
    draw(state);
    CHECK(mappings() >= before);
    for (int i = 0; i < 500; ++i) {
      random_state other;
      draw(other);
    }
  }
  once();
  CHECK(mappings() <= before + 2);
}

TEST_CASE("without a vDSO, or without pages, the kernel answers") {
  struct restored {
    ~restored() {
      for (unsigned i = 0; i < static_cast<unsigned>(kcall::detail::vdso_slot::count); ++i) {
        kcall::detail::vdso_store(static_cast<kcall::detail::vdso_slot>(i), kcall::detail::vdso_unknown);
      }
    }
  } const later;
  {
    vdso::use(0);
    random_state state;
    CHECK(draw(state) != draw(state));
    CHECK_FALSE(state.in_use());
  }
  vdso::use(kcall::detail::auxv<kcall::trap_of<kcall::gate::native>>(33));
  watched::no_pages = true;
  random_state state;
  block one{}, two{};
  CHECK(kcall::getrandom<watched>(state, one) == one.size());
  CHECK(kcall::getrandom<watched>(state, two) == two.size());
  watched::no_pages = false;
  CHECK(one != two);
  CHECK_FALSE(state.in_use());
}

TEST_CASE("a page that would not be wiped in children is not used") {
  using kcall::map_flags;
  block bytes{};
  for (const map_flags flags : {map_flags::private_ | map_flags::anonymous, map_flags::shared | map_flags::anonymous,
                                map_flags::droppable, map_flags{}}) {
    scripted_vdso::flags = flags;
    scripted_vdso::calls = 0;
    random_state state;
    CHECK(kcall::getrandom<scripted_vdso>(state, bytes) == bytes.size());
    CHECK_FALSE(state.in_use());
    CHECK(scripted_vdso::calls == 0);
  }
}

TEST_CASE("errors of a call with a state are the call's") {
  if (!vdso_has_it()) return;
  using kcall::map_flags;
  scripted_vdso::flags = map_flags::droppable | map_flags::anonymous;
  random_state state;
  block bytes{};
  for (const int error : {EAGAIN, EINTR, EFAULT}) {
    scripted_vdso::answer = -error;
    CHECK(kcall::getrandom<scripted_vdso>(state, bytes) == static_cast<kcall::errc>(error));
  }
  scripted_vdso::answer = 7;
  CHECK(kcall::getrandom<scripted_vdso>(state, bytes) == size_t{7});
}

namespace {

/// What the gate says where the vDSO's getrandom is this function; `bytes` shows whether the kernel was asked.
template <class G>
[[maybe_unused]] kcall::result<size_t> answered_by(long (*function)(void*, size_t, unsigned, void*, size_t),
                                                   block& bytes) {
  const auto slot = kcall::detail::vdso_slot::getrandom;
  const unsigned long before = kcall::detail::vdso_load(slot);
  bytes = {};
  kcall::detail::vdso_store(slot, reinterpret_cast<unsigned long>(function));
  const auto answer = kcall::detail::getrandom_with<G>(nullptr, 0, bytes.data(), 16, {});
  kcall::detail::vdso_store(slot, before);
  return answer;
}

template <class G, class Vdso>
void check_counts() {
  if constexpr (requires { Vdso::getrandom; }) {
    block bytes{};
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return 16L; }, bytes) == size_t{16});
    CHECK(bytes == block{});
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return 3L; }, bytes) == size_t{3});
    CHECK(bytes == block{});
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return -38L; }, bytes) == size_t{16});
    CHECK(bytes != block{});
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return -22L; }, bytes) == size_t{16});
    CHECK(bytes != block{});
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return 17L; }, bytes) == size_t{16});
    CHECK(bytes != block{});
    CHECK(answered_by<G>([](void*, size_t, unsigned, void*, size_t) { return -100000L; }, bytes) == size_t{16});
    CHECK(bytes != block{});
  }
}

}  // namespace

TEST_CASE("only a count that fits is taken from the vDSO's function") { check_counts<vdso, abi::vdso>(); }

namespace {

/// riscv64's, as far as the vDSO gate looks at an ABI: its table, and the number of the call.
struct riscv {
  using vdso = kcall::abi::riscv64_vdso;
  [[maybe_unused]] static constexpr unsigned long_size = 8;
  [[maybe_unused]] static constexpr unsigned short elf_machine = 243;
  enum class nr : unsigned {
    clock_gettime = 113,
    clock_getres = 114,
    getcpu = 168,
    gettimeofday = 169,
    riscv_hwprobe = 258,
    getrandom = 278
  };
};

[[maybe_unused]] int hwprobe(void* pairs, size_t count, size_t size, void* processors, unsigned flags) {
  const bool right = pairs == nullptr && count == 2 && size == 3 && processors == nullptr && flags == 5;
  return right ? 0 : -22;
}

}  // namespace

TEST_CASE("riscv_hwprobe's five arguments reach its function") {
  if constexpr (sizeof(long) == 8) {
    const auto slot = kcall::detail::vdso_slot::riscv_hwprobe;
    void* const none = nullptr;
    kcall::detail::vdso_store(slot, reinterpret_cast<unsigned long>(&hwprobe));
    CHECK(kcall::detail::vdso_answer<riscv>(riscv::nr::riscv_hwprobe, none, 2L, 3L, none, 5) == 0);
    CHECK(kcall::detail::vdso_answer<riscv>(riscv::nr::riscv_hwprobe, none, 2L, 4L, none, 5) == -22);
    kcall::detail::vdso_store(slot, kcall::detail::vdso_absent);
    CHECK(kcall::detail::vdso_answer<riscv>(riscv::nr::riscv_hwprobe, none, 2L, 3L, none, 5) ==
          kcall::detail::vdso_no_answer);
    kcall::detail::vdso_store(slot, kcall::detail::vdso_unknown);
  }
}

TEST_CASE("any function of the image, by name and version") {
  const unsigned long image = kcall::detail::auxv<kcall::trap_of<kcall::gate::native>>(33);
  const auto& known = abi::vdso::gettimeofday;
  const unsigned long found = vdso::function(known.name, known.version);
  CHECK((image == 0 ? found == 0 : found > image && found < image + 65536));
  CHECK(vdso::function(known.name, "LINUX_9.9") == 0);
  CHECK(vdso::function("no_such_function", known.version) == 0);
}
