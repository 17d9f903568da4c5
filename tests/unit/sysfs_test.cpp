// sysfs(2) against /proc/filesystems.
#include <fstream>
#include <kcall/call/sysfs.hpp>
#include <string>
#include <vector>

#include "support.hpp"

namespace {

std::vector<std::string> known() {
  std::ifstream file("/proc/filesystems");
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) names.push_back(line.substr(line.find('\t') + 1));
  return names;
}

}  // namespace

TEST_CASE_TEMPLATE("sysfs: the file systems of /proc/filesystems, in their order", G, ALL_GATES) {
  const auto count = kcall::sysfs<G>();
  if (count == kcall::errc::enosys) {
    MESSAGE("skipped: no sysfs(2) here");
    return;
  }
  const auto names = known();
  REQUIRE(count == static_cast<int>(names.size()));
  for (unsigned i = 0; i < names.size(); ++i) {
    char name[64] = {};
    CHECK(kcall::sysfs<G>(i, name));
    CHECK(names[i] == name);
    CHECK(kcall::sysfs<G>(name) == static_cast<int>(i));
  }
  char name[64] = {};
  CHECK(kcall::sysfs<G>(static_cast<unsigned>(names.size()), name) == kcall::errc::einval);
  CHECK(kcall::sysfs<G>("no such file system") == kcall::errc::einval);
}
