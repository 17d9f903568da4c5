// Landlock for real: children that forbid themselves what glibc then tries.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <kcall/call/landlock.hpp>
#include <string>

#include "in_child.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::landlock_access_fs;
using kcall::landlock_access_net;
using kcall::landlock_create_ruleset_flags;
using kcall::landlock_ruleset_attr;
using kcall::unique_fd;

/// The version, as syscall() tells it; 0 where there is none.
int version() {
  const auto told = kcall::landlock_version<test::libc_gate>();
  if (!told) MESSAGE("skipped: no landlock here: error ", static_cast<int>(told.error()));
  return told.value_or(0);
}

TEST_CASE_TEMPLATE("the version and the mended errors are told", G, ALL_GATES) {
  const int expected = version();
  if (expected == 0) return;
  CHECK(expected >= 1);
  CHECK(kcall::landlock_version<G>() == expected);
  const auto errata = kcall::landlock_version<G>(landlock_create_ruleset_flags::errata);
  CHECK(errata.word() == kcall::landlock_version<test::libc_gate>(landlock_create_ruleset_flags::errata).word());
}

TEST_CASE_TEMPLATE("files are forbidden but for those below one directory", G, ALL_GATES) {
  if (version() == 0) return;
  const test::scratch inside, outside;
  const std::string allowed = inside.file("file", "text"), forbidden = outside.file("file", "text");
  const int status = test::in_child([&]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    const unique_fd ruleset(kcall::landlock_create_ruleset<G>(
                                {.handled_access_fs = landlock_access_fs::read_file | landlock_access_fs::write_file})
                                .value_or(fd{}));
    REQUIRE_IN_CHILD(::fcntl(ruleset.get().get(), F_GETFD) == FD_CLOEXEC);
    const unique_fd directory(fd{::open(inside.path("").c_str(), O_PATH | O_DIRECTORY)});
    REQUIRE_IN_CHILD(kcall::landlock_add_rule<G>(ruleset, landlock_access_fs::read_file, directory));
    REQUIRE_IN_CHILD(kcall::landlock_add_rule<G>(ruleset, landlock_access_fs{}, directory) == errc::enomsg);
    REQUIRE_IN_CHILD(kcall::landlock_add_rule<G>(ruleset, landlock_access_fs::make_reg, directory) == errc::einval);
    REQUIRE_IN_CHILD(kcall::landlock_add_rule<G>(directory, landlock_access_fs::read_file, directory) == errc::ebadf ||
                     kcall::landlock_add_rule<G>(directory, landlock_access_fs::read_file, directory) == errc::ebadfd);
    REQUIRE_IN_CHILD(::open(forbidden.c_str(), O_RDONLY) >= 0);
    REQUIRE_IN_CHILD(kcall::landlock_restrict_self<G>(ruleset));
    REQUIRE_IN_CHILD(::open(allowed.c_str(), O_RDONLY) >= 0);
    REQUIRE_IN_CHILD(::open(allowed.c_str(), O_WRONLY) == -1 && errno == EACCES);
    REQUIRE_IN_CHILD(::open(forbidden.c_str(), O_RDONLY) == -1 && errno == EACCES);
    return 0;
  });
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("ports are forbidden but for one", G, ALL_GATES) {
  if (version() < 4) return;
  const int status = test::in_child([&]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    const unique_fd ruleset(
        kcall::landlock_create_ruleset<G>({.handled_access_net = landlock_access_net::connect_tcp}).value_or(fd{}));
    REQUIRE_IN_CHILD(kcall::landlock_add_rule<G>(ruleset, landlock_access_net::connect_tcp, 1));
    REQUIRE_IN_CHILD(kcall::landlock_restrict_self<G>(ruleset));
    // Nobody listens on either: the one that is allowed gets as far as being refused.
    for (const auto& [port, expected] : {std::pair{1, ECONNREFUSED}, {2, EACCES}}) {
      sockaddr_in there{};
      there.sin_family = AF_INET;
      there.sin_port = htons(static_cast<uint16_t>(port));
      there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      const unique_fd s(fd{::socket(AF_INET, SOCK_STREAM, 0)});
      REQUIRE_IN_CHILD(::connect(s.get().get(), reinterpret_cast<sockaddr*>(&there), sizeof there) == -1);
      REQUIRE_IN_CHILD(errno == expected);
    }
    return 0;
  });
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("landlock says what is wrong", G, ALL_GATES) {
  if (version() == 0) return;
  CHECK(kcall::landlock_create_ruleset<G>({}) == errc::enomsg);
  CHECK(kcall::landlock_create_ruleset<G>({.handled_access_fs = static_cast<landlock_access_fs>(1ULL << 63)}) ==
        errc::einval);
  CHECK(kcall::landlock_restrict_self<G>(fd{-1}, static_cast<kcall::landlock_restrict_self_flags>(0x80000000)) ==
        errc::einval);
  const unique_fd null(fd{::open("/dev/null", O_RDONLY)});
  const auto wrong_kind = kcall::landlock_add_rule<G>(null, static_cast<kcall::landlock_rule_type>(99), nullptr);
  CHECK(wrong_kind.word() ==
        kcall::landlock_add_rule<test::libc_gate>(null, static_cast<kcall::landlock_rule_type>(99), nullptr).word());
  CHECK(!wrong_kind);
}

}  // namespace
