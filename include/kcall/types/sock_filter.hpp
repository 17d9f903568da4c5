// A program of the classic packet filter, which also decides for seccomp.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// One instruction.
struct sock_filter {
  uint16_t code;
  /// How many instructions to skip, if the comparison holds and if it does not.
  uint8_t jt;
  uint8_t jf;
  uint32_t k;
};
static_assert(sizeof(sock_filter) == 8);

/// A program, of at most 4096 instructions.
struct sock_fprog {
  uint16_t len;
  const sock_filter* filter;
};
static_assert(sizeof(sock_fprog) == 2 * sizeof(long));

}  // namespace kcall::inline KCALL_ABI_TAG
