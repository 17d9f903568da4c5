// Security modules: their numbers, what they can be asked about a process, and the answers.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/records.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// LSM_ID_*
enum class lsm_id : uint64_t {
  undef = 0,
  capability = 100,
  selinux = 101,
  smack = 102,
  tomoyo = 103,
  apparmor = 104,
  yama = 105,
  loadpin = 106,
  safesetid = 107,
  lockdown = 108,
  bpf = 109,
  landlock = 110,
  ima = 111,
  evm = 112,
  ipe = 113,
};

/// LSM_ATTR_*
enum class lsm_attr : uint32_t {
  undef = 0,
  current = 100,
  exec = 101,
  fscreate = 102,
  keycreate = 103,
  prev = 104,
  sockcreate = 105,
};

/// LSM_FLAG_SINGLE
enum class lsm_flags : uint32_t {
  /// Only of the module that the first lsm_ctx in the buffer names.
  single = 1,
};
void is_flags(lsm_flags);

/// What one module says; `ctx_len` bytes of context follow, text ends in NUL.
struct [[gnu::packed, gnu::may_alias]] lsm_ctx {
  lsm_id id;
  uint64_t flags;
  /// Bytes from this one to the next.
  uint64_t len;
  uint64_t ctx_len;

  // A copy would leave the context behind.
  lsm_ctx() = default;
  lsm_ctx(const lsm_ctx&) = delete;
  lsm_ctx& operator=(const lsm_ctx&) = delete;

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE const void* ctx() const { return this + 1; }
  KCALL_POINTER_ARITHMETIC_END
  KCALL_INLINE static size_t extent(const lsm_ctx* at, size_t left) {
    if (at->len > left || at->len < sizeof *at || at->ctx_len > at->len - sizeof *at) return 0;
    return static_cast<size_t>(at->len);
  }
};
static_assert(sizeof(lsm_ctx) == 32);

/// The answers that lsm_get_self_attr wrote: `for (const auto& context : lsm_range(buffer, size))`. Ends early at one
/// that does not lie within the bytes.
using lsm_range = detail::record_range<lsm_ctx>;

}  // namespace kcall::inline KCALL_ABI_TAG
