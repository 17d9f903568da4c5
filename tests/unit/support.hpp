// What every unit test shares: doctest, the list of gates to run over, and the oracle.
#pragma once
#include <doctest/doctest.h>
#include <errno.h>
#include <unistd.h>

#include <kcall/gate/gate.hpp>
#include <kcall/gate/native.hpp>

namespace test {

/// The same calls through glibc's syscall(): what every expectation is also checked against.
struct libc_gate {
  using abi = kcall::gate::native::abi;
  template <class... A>
  static long enter(long number, A... words) {
    const long answer = ::syscall(number, words...);
    return answer == -1 ? -errno : answer;
  }
};

}  // namespace test

// A test over every gate of this target: TEST_CASE_TEMPLATE("name", G, ALL_GATES) { … kcall::write<G>(…) … }
// Stack, globals, literals and small heap blocks lie below 4 GiB in these programs (see main.cpp), so that 64-bit code
// can hand them to int $0x80.
#if KCALL_TARGET_X86_64
#include <kcall/gate/int80.hpp>
#include <kcall/gate/syscall.hpp>
#define ALL_GATES kcall::gate::syscall, kcall::gate::int80, test::libc_gate
#elif KCALL_TARGET_IA32
#include <kcall/gate/int80.hpp>
#include <kcall/gate/vsyscall.hpp>
#define ALL_GATES kcall::gate::int80, kcall::gate::vsyscall, test::libc_gate
#elif KCALL_TARGET_AARCH64
#define ALL_GATES kcall::gate::svc, test::libc_gate
#endif
