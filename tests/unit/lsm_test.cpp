// Security modules, compared with syscall() and /proc/self/attr.
#include <errno.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <kcall/call/lsm.hpp>
#include <string>
#include <vector>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::lsm_attr;
using kcall::lsm_ctx;
using kcall::lsm_flags;
using kcall::lsm_id;
using kcall::lsm_range;
using kcall::uint32_t;

bool lacking() {
  uint32_t size = 0;
  if (kcall::lsm_list_modules<test::libc_gate>(nullptr, size) != errc::enosys) return false;
  MESSAGE("skipped: no lsm_list_modules here");
  return true;
}

TEST_CASE_TEMPLATE("the active modules are listed", G, ALL_GATES) {
  if (lacking()) return;
  lsm_id ids[32]{}, same[32]{};
  uint32_t size = sizeof ids, same_size = sizeof same;
  const auto count = kcall::lsm_list_modules<G>(ids, size);
  const auto expected = kcall::lsm_list_modules<test::libc_gate>(same, same_size);
  REQUIRE(count.has_value());
  CHECK(count == *expected);
  CHECK(size == same_size);
  CHECK(size == *count * sizeof(lsm_id));
  CHECK(std::equal(ids, ids + *count, same));
  CHECK(std::count(ids, ids + *count, lsm_id::capability) == 1);
  uint32_t small = 1;
  CHECK(kcall::lsm_list_modules<G>(ids, small) == errc::e2big);
  CHECK(small == size);
}

TEST_CASE_TEMPLATE("what modules say of this process is walked over", G, ALL_GATES) {
  if (lacking()) return;
  char room[4097], same[4096];
  uint32_t size = 4096, same_size = sizeof same;
  const auto count = kcall::lsm_get_self_attr<G>(lsm_attr::current, room + 1, size);
  const auto expected = kcall::lsm_get_self_attr<test::libc_gate>(lsm_attr::current, same, same_size);
  CHECK(count.word() == expected.word());
  CHECK(size == same_size);
  if (count) {
    std::ifstream file("/proc/self/attr/current");
    std::string text;
    std::getline(file, text, '\0');
    size_t found = 0;
    bool told = text.empty();
    for (const auto& context : lsm_range(room + 1, size)) {
      ++found;
      const std::string said(static_cast<const char*>(context.ctx()), static_cast<size_t>(context.ctx_len));
      told = told || std::strncmp(said.c_str(), text.c_str(), std::strcspn(text.c_str(), "\n")) == 0;
    }
    CHECK(found == *count);
    CHECK(told);
  } else {
    CHECK(count == errc::eopnotsupp);
  }
  CHECK(kcall::lsm_get_self_attr<G>(lsm_attr::undef, room, size) == errc::einval);
  CHECK(kcall::lsm_get_self_attr<G>(lsm_attr::current, room, size, static_cast<lsm_flags>(0x80)) == errc::einval);
}

TEST_CASE_TEMPLATE("setting says what is wrong", G, ALL_GATES) {
  if (lacking()) return;
  lsm_ctx context;
  context.id = static_cast<lsm_id>(99999);
  context.flags = 0;
  context.len = sizeof context;
  context.ctx_len = 0;
  CHECK(kcall::lsm_set_self_attr<G>(lsm_attr::current, &context, sizeof context) == errc::eopnotsupp);
  CHECK(kcall::lsm_set_self_attr<G>(lsm_attr::current, &context, 8) == errc::einval);
  context.len = 8;
  CHECK(kcall::lsm_set_self_attr<G>(lsm_attr::current, &context, sizeof context) == errc::einval);
}

TEST_CASE("a walk ends at what is not whole") {
  kcall::uint64_t words[] = {101, 0, 48, 6, 0x0078'7878'7878'7878, 0, 104, 0, 40, 8, 0};
  const auto count = [&](size_t filled) {
    int found = 0;
    for (const auto& context : lsm_range(words, filled)) found += context.flags == 0;
    return found;
  };
  CHECK(count(sizeof words) == 2);
  CHECK(count(sizeof words - 1) == 1);
  CHECK(count(47) == 0);
  words[9] = 9;
  CHECK(count(sizeof words) == 1);
  words[2] = ~0ULL;
  CHECK(count(sizeof words) == 0);
  words[2] = 0;
  CHECK(count(sizeof words) == 0);
}

}  // namespace
