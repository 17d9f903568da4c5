// Every change is made in a child, as root with ids that 16 bits cannot hold, else in a user namespace.
#include <fcntl.h>
#include <stdio.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/credentials.hpp>
#include <kcall/call/permissions.hpp>
#include <kcall/call/process.hpp>
#include <string>

#include "namespaces.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::gid;
using kcall::uid;

constexpr uid user{100000}, other_user{100001}, third_user{100002};
constexpr gid some_group{200000}, other_group{200001}, third_group{200002};

/// The exit status of a child that returns what `act` does; root only.
template <class F>
int in_child(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(act());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// A line of /proc/self/status has these four ids: real, effective, saved, file system.
bool status_says(const char* name, unsigned real, unsigned effective, unsigned saved, unsigned file) {
  FILE* const f = ::fopen("/proc/thread-self/status", "r");
  if (f == nullptr) return false;
  const std::string start = std::string(name) + ":";
  char line[4096];
  unsigned ids[4] = {};
  bool found = false;
  while (!found && ::fgets(line, sizeof line, f) != nullptr) {
    found = std::string(line).compare(0, start.size(), start) == 0 &&
            ::sscanf(line, "%*[^:]: %u %u %u %u", &ids[0], &ids[1], &ids[2], &ids[3]) == 4;
  }
  ::fclose(f);
  return found && ids[0] == real && ids[1] == effective && ids[2] == saved && ids[3] == file;
}

/// qemu-user answers from its own status file in /proc, which is right here: ids are the process's own.
bool users_are(uid r, uid e, uid s) { return status_says("Uid", r.get(), e.get(), s.get(), e.get()); }
bool groups_are(gid r, gid e, gid s) { return status_says("Gid", r.get(), e.get(), s.get(), e.get()); }

bool is_root() {
  if (::geteuid() == 0) return true;
  MESSAGE("skipped: only root can become somebody else");
  return false;
}

}  // namespace

TEST_CASE_TEMPLATE("the ids of this process are told", G, ALL_GATES) {
  uid_t r, e, s;
  REQUIRE(::getresuid(&r, &e, &s) == 0);
  const auto users = kcall::getresuid<G>();
  REQUIRE(users);
  CHECK(users->real.get() == r);
  CHECK(users->effective.get() == e);
  CHECK(users->saved.get() == s);
  gid_t gr, ge, gs;
  REQUIRE(::getresgid(&gr, &ge, &gs) == 0);
  const auto groups = kcall::getresgid<G>();
  REQUIRE(groups);
  CHECK(groups->real.get() == gr);
  CHECK(groups->effective.get() == ge);
  CHECK(groups->saved.get() == gs);
  CHECK(kcall::setfsuid<G>(uid{}).get() == e);
  CHECK(kcall::setfsgid<G>(gid{}).get() == ge);
}

TEST_CASE_TEMPLATE("a child in a user namespace keeps the ids that it has there, and gets no other", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    if (!kcall::setuid<G>(uid{0}) || !kcall::setgid<G>(gid{0})) return 1;
    if (!kcall::setreuid<G>(uid{0}, uid{0}) || !kcall::setregid<G>(gid{0}, gid{0})) return 2;
    if (!kcall::setresuid<G>(uid{}, uid{0}, uid{}) || !kcall::setresgid<G>(gid{}, gid{0}, gid{})) return 3;
    if (kcall::setuid<G>(user) != errc::einval || kcall::setgid<G>(some_group) != errc::einval) return 4;
    const gid list[] = {gid{0}};
    return kcall::setgroups<G>(list, 1) == errc::eperm ? 0 : 5;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("root becomes somebody whose id needs more than 16 bits", G, ALL_GATES) {
  if (!is_root()) return;
  CHECK(in_child([] {
          if (!kcall::setgid<G>(some_group) || !groups_are(some_group, some_group, some_group)) return 1;
          if (!kcall::setuid<G>(user) || !users_are(user, user, user)) return 2;
          if (kcall::getuid<G>() != user || kcall::geteuid<G>() != user || kcall::getgid<G>() != some_group) return 3;
          // There is no way back.
          if (kcall::setuid<G>(uid{0}) != errc::eperm || kcall::setgid<G>(gid{0}) != errc::eperm) return 4;
          if (kcall::setreuid<G>(other_user, uid{}) != errc::eperm) return 5;
          if (kcall::setresgid<G>(gid{}, other_group, gid{}) != errc::eperm) return 6;
          const gid list[] = {some_group};
          return kcall::setgroups<G>(list, 1) == errc::eperm ? 0 : 7;
        }) == 0);
}

TEST_CASE_TEMPLATE("real, effective and saved ids are set one by one", G, ALL_GATES) {
  if (!is_root()) return;
  CHECK(in_child([] {
          if (!kcall::setresgid<G>(some_group, other_group, third_group)) return 1;
          if (!groups_are(some_group, other_group, third_group)) return 2;
          kcall::group_ids ids;
          if (!kcall::getresgid<G>(ids.real, ids.effective, ids.saved)) return 3;
          if (ids != kcall::group_ids{some_group, other_group, third_group}) return 4;
          if (!kcall::setresuid<G>(user, uid{}, third_user) || !users_are(user, uid{0}, third_user)) return 5;
          if (!kcall::setresuid<G>(uid{}, other_user, uid{}) || !users_are(user, other_user, third_user)) return 6;
          kcall::user_ids users;
          if (!kcall::getresuid<G>(users.real, users.effective, users.saved)) return 7;
          return users == kcall::user_ids{user, other_user, third_user} ? 0 : 8;
        }) == 0);
  CHECK(in_child([] {
          // A real id that changes takes the saved one along: to the effective.
          if (!kcall::setregid<G>(some_group, other_group) || !groups_are(some_group, other_group, other_group))
            return 1;
          if (!kcall::setreuid<G>(user, other_user) || !users_are(user, other_user, other_user)) return 2;
          if (!kcall::setreuid<G>(other_user, user) || !users_are(other_user, user, user)) return 3;
          return 0;
        }) == 0);
}

TEST_CASE_TEMPLATE("ids for files only", G, ALL_GATES) {
  if (!is_root()) return;
  CHECK(in_child([] {
          if (kcall::setfsgid<G>(some_group) != gid{0} || kcall::setfsgid<G>(gid{}) != some_group) return 1;
          if (!status_says("Gid", 0, 0, 0, some_group.get())) return 2;
          if (kcall::setfsuid<G>(user) != uid{0} || kcall::setfsuid<G>(uid{}) != user) return 3;
          if (!status_says("Uid", 0, 0, 0, user.get())) return 4;
          return ::setfsuid(static_cast<uid_t>(-1)) == static_cast<int>(user.get()) ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("groups are set and told, 32 bits each", G, ALL_GATES) {
  if (is_root()) {
    CHECK(in_child([] {
            const gid wanted[] = {gid{100000}, gid{5}, gid{70000}};
            if (!kcall::setgroups<G>(wanted, 3)) return 1;
            gid_t seen[8] = {};
            if (::getgroups(8, seen) != 3) return 2;
            // The kernel sorts them.
            if (seen[0] != 5 || seen[1] != 70000 || seen[2] != 100000) return 3;
            gid told[3] = {};
            if (kcall::getgroups<G>(nullptr, 0) != 3 || kcall::getgroups<G>(told, 3) != 3) return 4;
            if (told[0] != gid{5} || told[1] != gid{70000} || told[2] != gid{100000}) return 5;
            if (kcall::getgroups<G>(told, 2) != errc::einval) return 6;
            if (kcall::setgroups<G>(wanted, 65537) != errc::einval) return 7;
            // To an int this is none.
            constexpr auto too_many = sizeof(size_t) == 8 ? static_cast<size_t>(1ULL << 32) : size_t{65537};
            if (kcall::setgroups<G>(wanted, too_many) != errc::einval) return 9;
            return kcall::setgroups<G>(nullptr, 0) && ::getgroups(0, nullptr) == 0 ? 0 : 8;
          }) == 0);
  }
  const int count = ::getgroups(0, nullptr);
  CHECK(kcall::getgroups<G>(nullptr, 0) == count);
}

TEST_CASE_TEMPLATE("a file's owner needs more than 16 bits too", G, ALL_GATES) {
  if (!is_root()) return;
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  CHECK(kcall::chown<G>(name, user, some_group));
  struct stat64 status {};
  CHECK(::stat64(name.c_str(), &status) == 0);
  CHECK(status.st_uid == user.get());
  CHECK(status.st_gid == some_group.get());
}
