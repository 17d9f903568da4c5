// Keys, in children with a session keyring of their own, compared with /proc/keys and syscall().
#include <errno.h>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <kcall/call/keys.hpp>
#include <sstream>
#include <string>

#include "in_child.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::key_perm;
using kcall::key_serial;
using kcall::keyctl_operation;
using kcall::path;
namespace spec = kcall::key_spec;

/// Whether the kernel or the emulator has keys.
bool lacking() {
  if (::syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0) != -1 || errno == ENOKEY) return false;
  MESSAGE("skipped: no keys here: ", std::string(std::strerror(errno)));
  return true;
}

/// Runs a test in a child with a session keyring of its own, which ends with it.
template <class G, class F>
void in_session(F function) {
  if (lacking()) return;
  const int status = test::in_child([&]() -> int {
    const auto session = kcall::keyctl_join_session_keyring<G>(nullptr);
    REQUIRE_IN_CHILD(session);
    REQUIRE_IN_CHILD(::syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0) == session->get());
    return function(*session);
  });
  CHECK(status == 0);
}

/// The payload as syscall() reads it.
std::string payload(key_serial key) {
  char text[64];
  const long size = ::syscall(SYS_keyctl, KEYCTL_READ, key.get(), text, sizeof text);
  return std::string(text, size < 0 ? 0 : static_cast<size_t>(size));
}

/// The line of /proc/keys; "" where there is none.
std::string line_of(key_serial key) {
  char number[16];
  static_cast<void>(std::snprintf(number, sizeof number, "%08x ", static_cast<unsigned>(key.get())));
  std::ifstream lines("/proc/keys");
  for (std::string line; std::getline(lines, line);) {
    if (line.find(number) == 0) return line;
  }
  return "";
}

TEST_CASE_TEMPLATE("keys are added, read, updated, found and removed", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    const auto key = kcall::add_key<G>("user", "kcall:one", "payload", spec::session_keyring);
    REQUIRE_IN_CHILD(key);
    REQUIRE_IN_CHILD(payload(*key) == "payload");
    REQUIRE_IN_CHILD(line_of(*key).find("kcall:one: 7") != std::string::npos);
    char text[64];
    REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*key, text) == 7);
    REQUIRE_IN_CHILD(std::string(text, 7) == "payload");
    REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*key, {text, 3}) == 7);
    REQUIRE_IN_CHILD(kcall::add_key<G>("user", "kcall:one", std::string("second"), session) == *key);
    REQUIRE_IN_CHILD(payload(*key) == "second");
    REQUIRE_IN_CHILD(kcall::keyctl_update<G>(*key, "third"));
    REQUIRE_IN_CHILD(payload(*key) == "third");
    REQUIRE_IN_CHILD(kcall::request_key<G>("user", "kcall:one") == *key);
    REQUIRE_IN_CHILD(kcall::request_key<G>("user", "kcall:none") == errc::enokey);
    REQUIRE_IN_CHILD(kcall::keyctl_search<G>(spec::session_keyring, "user", "kcall:one") == *key);
    REQUIRE_IN_CHILD(kcall::keyctl_search<G>(spec::session_keyring, "user", "kcall:none") == errc::enokey);
    const auto size = kcall::keyctl_describe<G>(*key, text);
    REQUIRE_IN_CHILD(size && *size <= sizeof text);
    std::ostringstream expected;
    expected << "user;" << ::getuid() << ";" << ::getgid() << ";";
    REQUIRE_IN_CHILD(std::string(text).find(expected.str()) == 0);
    REQUIRE_IN_CHILD(std::string(text).substr(*size - 10) == "kcall:one");
    REQUIRE_IN_CHILD(kcall::keyctl_unlink<G>(*key, session));
    REQUIRE_IN_CHILD(kcall::keyctl_unlink<G>(*key, session) == errc::enoent ||
                     kcall::keyctl_unlink<G>(*key, session) == errc::enokey);
    REQUIRE_IN_CHILD(kcall::request_key<G>("user", "kcall:one") == errc::enokey);
    return 0;
  });
}

TEST_CASE_TEMPLATE("keyrings hold keys: linked, moved, restricted, cleared", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    const auto ring = kcall::add_key<G>("keyring", "kcall:ring", {nullptr, 0}, session);
    const auto key = kcall::add_key<G>("user", "kcall:two", "x", session);
    REQUIRE_IN_CHILD(ring && key);
    REQUIRE_IN_CHILD(kcall::keyctl_link<G>(*key, *ring));
    key_serial inside[4];
    REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*ring, inside) == sizeof(key_serial));
    REQUIRE_IN_CHILD(inside[0] == *key);
    REQUIRE_IN_CHILD(kcall::keyctl_link<G>(session, *ring) == errc::edeadlk);
    REQUIRE_IN_CHILD(kcall::keyctl_clear<G>(*ring));
    REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*ring, inside) == 0);
    const auto moved = kcall::keyctl_move<G>(*key, session, *ring, kcall::keyctl_move_flags::excl);
    REQUIRE_IN_CHILD(moved || moved == errc::eopnotsupp);
    if (moved) {
      REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*ring, inside) == sizeof(key_serial));
      REQUIRE_IN_CHILD(kcall::keyctl_unlink<G>(*key, session) == errc::enoent);
      const auto again = kcall::add_key<G>("user", "kcall:two", "y", session);
      REQUIRE_IN_CHILD(again &&
                       kcall::keyctl_move<G>(*again, session, *ring, kcall::keyctl_move_flags::excl) == errc::eexist);
    }
    REQUIRE_IN_CHILD(kcall::keyctl_restrict_keyring<G>(*ring, nullptr, nullptr));
    REQUIRE_IN_CHILD(kcall::add_key<G>("user", "kcall:three", "x", *ring) == errc::eperm);
    return 0;
  });
}

TEST_CASE_TEMPLATE("keys get permissions, owners and an end", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    const auto key = kcall::add_key<G>("user", "kcall:four", "x", session);
    REQUIRE_IN_CHILD(key);
    REQUIRE_IN_CHILD(kcall::keyctl_setperm<G>(*key, key_perm::pos_all | key_perm::usr_view | key_perm::oth_view));
    REQUIRE_IN_CHILD(line_of(*key).find(" 3f010001 ") != std::string::npos);
    REQUIRE_IN_CHILD(kcall::keyctl_chown<G>(*key, {}, {}));
    REQUIRE_IN_CHILD(kcall::keyctl_chown<G>(*key, {}, kcall::gid{::getgid()}));
    REQUIRE_IN_CHILD(kcall::keyctl_set_timeout<G>(*key, 100));
    REQUIRE_IN_CHILD(line_of(*key).find(" perm ") == std::string::npos);
    REQUIRE_IN_CHILD(kcall::keyctl_set_timeout<G>(*key, 0));
    REQUIRE_IN_CHILD(line_of(*key).find(" perm ") != std::string::npos);
    REQUIRE_IN_CHILD(kcall::keyctl_revoke<G>(*key));
    char text[16];
    REQUIRE_IN_CHILD(kcall::keyctl_read<G>(*key, text) == errc::ekeyrevoked);
    const auto other = kcall::add_key<G>("user", "kcall:five", "x", session);
    REQUIRE_IN_CHILD(other && kcall::keyctl_invalidate<G>(*other));
    // eacces while it is on its way out of the keyring that made it this process's own.
    const auto gone = kcall::keyctl_read<G>(*other, text);
    REQUIRE_IN_CHILD(gone == errc::enokey || gone == errc::eacces);
    const auto secret = kcall::add_key<G>("logon", "kcall:six", "x", session);
    REQUIRE_IN_CHILD(secret && kcall::keyctl_read<G>(*secret, text) == errc::eopnotsupp);
    const auto label = kcall::keyctl_get_security<G>(*secret, text);
    REQUIRE_IN_CHILD(label.word() == kcall::keyctl_get_security<test::libc_gate>(*secret, text).word());
    return 0;
  });
}

TEST_CASE_TEMPLATE("special keyrings, defaults and capabilities are told", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    REQUIRE_IN_CHILD(kcall::keyctl_get_keyring_id<G>(spec::session_keyring, false) == session);
    REQUIRE_IN_CHILD(kcall::keyctl_get_keyring_id<G>(spec::thread_keyring, false) == errc::enokey);
    const auto thread = kcall::keyctl_get_keyring_id<G>(spec::thread_keyring, true);
    REQUIRE_IN_CHILD(thread && line_of(*thread).find("keyring   _tid") != std::string::npos);
    using kcall::key_reqkey_defl;
    REQUIRE_IN_CHILD(kcall::keyctl_set_reqkey_keyring<G>(key_reqkey_defl::thread_keyring) == key_reqkey_defl::default_);
    REQUIRE_IN_CHILD(kcall::keyctl_set_reqkey_keyring<G>(key_reqkey_defl::no_change) ==
                     key_reqkey_defl::thread_keyring);
    unsigned char bytes[2] = {};
    if (::syscall(SYS_keyctl, KEYCTL_CAPABILITIES, bytes, sizeof bytes) >= 0) {
      const auto caps = kcall::keyctl_capabilities<G>();
      REQUIRE_IN_CHILD(caps && static_cast<unsigned>(*caps) == (bytes[0] | unsigned{bytes[1]} << 8));
    }
    const auto persistent = kcall::keyctl_get_persistent<G>({}, session);
    REQUIRE_IN_CHILD(persistent.word() == kcall::keyctl_get_persistent<test::libc_gate>({}, session).word());
    // Joined by name: again the same one.
    const auto named = kcall::keyctl_join_session_keyring<G>("kcall-session");
    REQUIRE_IN_CHILD(named && line_of(*named).find("kcall-session") != std::string::npos);
    // The untyped form, with negative numbers, pointers and fewer arguments.
    REQUIRE_IN_CHILD(kcall::keyctl<G>(keyctl_operation::get_keyring_id, spec::session_keyring, 0) == named->get());
    char text[64];
    REQUIRE_IN_CHILD(kcall::keyctl<G>(keyctl_operation::describe, *named, text, sizeof text).has_value());
    REQUIRE_IN_CHILD(std::strstr(text, "kcall-session") != nullptr);
    REQUIRE_IN_CHILD(kcall::keyctl<G>(static_cast<keyctl_operation>(9999)) == errc::eopnotsupp);
    return 0;
  });
}

TEST_CASE_TEMPLATE("what only a program that makes keys may do is refused", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    const auto key = kcall::add_key<G>("user", "kcall:seven", "x", session);
    REQUIRE_IN_CHILD(key);
    REQUIRE_IN_CHILD(kcall::keyctl_assume_authority<G>({}) == key_serial{0});
    REQUIRE_IN_CHILD(kcall::keyctl_assume_authority<G>(*key) == errc::enokey);
    REQUIRE_IN_CHILD(kcall::keyctl_instantiate<G>(*key, "x", session) == errc::eperm);
    REQUIRE_IN_CHILD(kcall::keyctl_negate<G>(*key, 1, session) == errc::eperm);
    REQUIRE_IN_CHILD(kcall::keyctl_reject<G>(*key, 1, errc::ekeyrejected, session) == errc::eperm);
    REQUIRE_IN_CHILD(kcall::keyctl_reject<G>(*key, 1, static_cast<errc>(0), session) == errc::einval);
    kcall::keyctl_pkey_query_t query;
    const auto asked = kcall::keyctl_pkey_query<G>(*key, "", query);
    REQUIRE_IN_CHILD(!asked);
    REQUIRE_IN_CHILD(asked.word() == kcall::keyctl_pkey_query<test::libc_gate>(*key, "", query).word());
    // A child's child gives the child its session.
    const int status = test::in_child([]() -> int {
      const auto before = kcall::keyctl_get_keyring_id<test::libc_gate>(spec::session_keyring, false);
      const int below = test::in_child([]() -> int {
        REQUIRE_IN_CHILD(kcall::keyctl_join_session_keyring<G>(nullptr));
        REQUIRE_IN_CHILD(kcall::keyctl_session_to_parent<G>());
        return 0;
      });
      const auto after = kcall::keyctl_get_keyring_id<test::libc_gate>(spec::session_keyring, false);
      REQUIRE_IN_CHILD(below == 0 && before && after && *before != *after);
      return 0;
    });
    REQUIRE_IN_CHILD(status == 0);
    return 0;
  });
}

TEST_CASE_TEMPLATE("keys say what is wrong", G, ALL_GATES) {
  in_session<G>([](key_serial session) -> int {
    REQUIRE_IN_CHILD(kcall::add_key<G>("kcall-no-type", "kcall:x", "x", session) == errc::enodev);
    REQUIRE_IN_CHILD(kcall::add_key<G>("user", "kcall:x", {nullptr, 0}, session) == errc::einval);
    REQUIRE_IN_CHILD(kcall::add_key<G>("user", "kcall:x", "x", key_serial{0x7ffffff0}) == errc::enokey);
    REQUIRE_IN_CHILD(kcall::add_key<G>("user", "kcall:x", {"x", size_t{1} << 24}, session) == errc::einval);
    REQUIRE_IN_CHILD(kcall::keyctl_update<G>(key_serial{0x7ffffff0}, "x") == errc::enokey);
    REQUIRE_IN_CHILD(kcall::keyctl_link<G>(session, key_serial{0}) == errc::einval);
    return 0;
  });
}

}  // namespace
