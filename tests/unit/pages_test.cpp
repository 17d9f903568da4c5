// pages.hpp and arena.hpp: what is mapped, by /proc/self/maps; what an arena hands out, within its bounds.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/arena.hpp>
#include <kcall/pages.hpp>
#include <string>
#include <utility>

#include "support.hpp"

namespace {

/// "rw-p" or the like for the mapping that an address lies in; "" for none.
std::string rights_at(const void* address) {
  FILE* const maps = fopen("/proc/self/maps", "r");
  REQUIRE(maps != nullptr);
  const auto wanted = reinterpret_cast<unsigned long>(address);
  char line[512];
  std::string found;
  while (fgets(line, sizeof line, maps) != nullptr) {
    unsigned long start = 0, end = 0;
    char rights[5] = "";
    if (sscanf(line, "%lx-%lx %4s", &start, &end, rights) != 3) continue;
    if (wanted >= start && wanted < end) found = rights;
  }
  fclose(maps);
  return found;
}

bool faults(char* address) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // doctest would report the signal as a failure.
    signal(SIGSEGV, SIG_DFL);
    *const_cast<volatile char*>(address) = 1;
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
}

bool is_zero(const char* data, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (data[i] != 0) return false;
  }
  return true;
}

constexpr size_t granule = kcall::page_granule;

}  // namespace

TEST_CASE_TEMPLATE("pages are zeroes, as many as asked for, and go with their owner", G, kcall::gate::native,
                   test::libc_gate) {
  CHECK(granule % static_cast<size_t>(sysconf(_SC_PAGESIZE)) == 0);
  char* where = nullptr;
  {
    auto made = kcall::map_pages<G>(100);
    REQUIRE(made.has_value());
    CHECK(made->size() == granule);
    where = made->data();
    CHECK(is_zero(where, granule));
    memset(where, 'x', granule);
    CHECK(rights_at(where) == "rw-p");
    auto other = std::move(*made);
    CHECK(made->empty());
    CHECK(other.data() == where);
    kcall::basic_pages<G> assigned;
    CHECK_FALSE(assigned);
    assigned = std::move(other);
    CHECK(assigned.size() == granule);
    CHECK(rights_at(where) == "rw-p");
  }
  CHECK(rights_at(where) == "");
}

TEST_CASE("pages are resized, emptied, released") {
  auto made = kcall::map_pages(3 * granule);
  REQUIRE(made.has_value());
  memset(made->data(), 'x', made->size());
  REQUIRE(made->resize(200 * granule - 1).has_value());
  CHECK(made->size() == 200 * granule);
  CHECK(std::string(made->data(), 3 * granule) == std::string(3 * granule, 'x'));
  CHECK(is_zero(made->data() + 3 * granule, 197 * granule));
  CHECK(made->resize(0) == kcall::errc::einval);
  CHECK(made->resize(~size_t{0}) == kcall::errc::enomem);
  CHECK(made->resize(~size_t{0} - 2 * granule) == kcall::errc::enomem);
  REQUIRE(made->resize(1).has_value());
  CHECK(std::string(made->data(), granule) == std::string(granule, 'x'));
  REQUIRE(made->discard().has_value());
  CHECK(is_zero(made->data(), granule));
  const kcall::mutable_buffer kept = made->release();
  CHECK(made->empty());
  CHECK(made->data() == nullptr);
  made->reset();
  CHECK(rights_at(kept.data()) == "rw-p");
  CHECK(kcall::munmap(kept.data(), kept.size()).has_value());
  kcall::pages none;
  CHECK(none.discard().has_value());
  CHECK(none.resize(1) == kcall::errc::einval);
}

TEST_CASE("guards may not be touched") {
  auto made = kcall::map_pages(2 * granule, {.guards = true, .huge = false, .populate = true});
  REQUIRE(made.has_value());
  CHECK(made->size() == 2 * granule);
  CHECK(is_zero(made->data(), 2 * granule));
  CHECK(rights_at(made->data()) == "rw-p");
  CHECK(rights_at(made->data() - 1) == "---p");
  CHECK(rights_at(made->data() + made->size()) == "---p");
  CHECK(faults(made->data() - 1));
  CHECK(faults(made->data() + made->size()));
  CHECK_FALSE(faults(made->data() + made->size() - 1));
  CHECK(made->resize(granule) == kcall::errc::einval);
  char* const before = made->data() - granule;
  char* const after = made->data() + 2 * granule;
  made->reset();
  CHECK(rights_at(before) != "---p");
  CHECK(rights_at(after) != "---p");
}

TEST_CASE("huge pages, populated pages and impossible ones") {
  auto huge = kcall::map_pages(4 << 20, {.guards = false, .huge = true, .populate = true});
  REQUIRE(huge.has_value());
  CHECK(is_zero(huge->data(), huge->size()));
  CHECK(kcall::map_pages(granule, {.guards = false, .huge = false, .populate = true}).has_value());
  CHECK(kcall::map_pages(0).error() == kcall::errc::einval);
  CHECK(kcall::map_pages(~size_t{0}).error() == kcall::errc::enomem);
  CHECK(kcall::map_pages(~size_t{0} - granule, {.guards = true}).error() == kcall::errc::enomem);
  CHECK(kcall::map_pages(~size_t{0} - 3 * granule).error() == kcall::errc::enomem);
}

TEST_CASE("an arena hands out what is in it, in order, aligned, until it is full") {
  alignas(64) char storage[1024];
  kcall::arena arena{storage};
  CHECK(arena.left() == 1024);
  void* const first = arena.allocate(10, 1);
  CHECK(first == static_cast<void*>(storage));
  void* const second = arena.allocate(8, 8);
  CHECK(second == static_cast<void*>(storage + 16));
  void* const third = arena.allocate(1, 64);
  CHECK(third == static_cast<void*>(storage + 64));
  CHECK(arena.used() == 65);
  CHECK(arena.allocate(0, 1) != arena.allocate(0, 1));
  const auto mark = arena.mark();
  auto* const numbers = arena.allocate<unsigned long>(10);
  REQUIRE(numbers != nullptr);
  CHECK(reinterpret_cast<kcall::uintptr_t>(numbers) % alignof(unsigned long) == 0);
  CHECK(arena.contains(numbers + 9));
  CHECK_FALSE(arena.contains(storage + 1024));
  arena.rewind(mark);
  CHECK(arena.allocate<unsigned long>(10) == numbers);
  const auto used = arena.used();
  CHECK(arena.allocate(1024, 1) == nullptr);
  CHECK(arena.allocate(~size_t{0}, 1) == nullptr);
  CHECK(arena.allocate(~size_t{0} - 64, 64) == nullptr);
  CHECK(arena.allocate(1, ~size_t{0} / 2 + 1) == nullptr);
  CHECK(arena.allocate<unsigned long>(~size_t{0} / 4) == nullptr);
  CHECK(arena.allocate<unsigned long>(~size_t{0} / sizeof(long) + 1) == nullptr);
  CHECK(arena.used() == used);
  CHECK(arena.allocate(arena.left(), 1) != nullptr);
  CHECK(arena.left() == 0);
  CHECK(arena.allocate(1, 1) == nullptr);
  CHECK(arena.allocate(0, 1) == nullptr);
  arena.reset();
  CHECK(arena.allocate(1024, 64) == static_cast<void*>(storage));
  kcall::arena none;
  CHECK(none.allocate(1, 1) == nullptr);
}

TEST_CASE("an arena over pages") {
  auto room = kcall::map_pages(64 * 1024, {.guards = true});
  REQUIRE(room.has_value());
  kcall::arena arena{*room};
  size_t count = 0;
  while (char* const block = arena.allocate<char>(100)) {
    memset(block, 'x', 100);
    ++count;
  }
  CHECK(count == room->size() / 100);
}
