// Restartable sequences: memory that a thread shares with the kernel.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// RSEQ_FLAG_*.
enum class rseq_flags : uint32_t {
  none = 0,
  unregister = 1,
  /// The thread may ask for longer time slices without prctl (7.0).
  slice_ext_default_on = 2,
};
void is_flags(rseq_flags);

/// What the kernel says in rseq_t::flags (RSEQ_CS_FLAG_*). The first three are no longer honoured (6.1).
enum class rseq_cs_flags : uint32_t {
  no_restart_on_preempt = 1,
  no_restart_on_signal = 2,
  no_restart_on_migrate = 4,
  /// Since 7.0, as the next.
  slice_ext_available = 1 << 4,
  slice_ext_enabled = 1 << 5,
};
void is_flags(rseq_cs_flags);

/// A critical section: if the thread is interrupted within, it goes on at abort_ip.
struct alignas(32) rseq_cs_t {
  uint32_t version = 0;
  rseq_cs_flags flags{};
  uint64_t start_ip;
  /// Bytes from start_ip on.
  uint64_t post_commit_offset;
  /// The four bytes before it are the signature.
  uint64_t abort_ip;
};
static_assert(sizeof(rseq_cs_t) == 32);

/// A longer time slice: a thread asks, the kernel grants (7.0).
struct rseq_slice_ctrl {
  uint8_t request;
  uint8_t granted;
  uint16_t reserved;
};

/// What a thread registers. The kernel changes it at any time: read it as volatile. What follows in later kernels is as
/// long as the auxiliary vector says (AT_RSEQ_FEATURE_SIZE).
struct alignas(32) rseq_t {
  /// A processor, always: where the thread is, or was, or 0.
  uint32_t cpu_id_start = 0;
  /// Where the thread is; -1 before it is known, -2 after registering failed.
  int32_t cpu_id = -1;
  /// The address of an rseq_cs_t, or 0.
  uint64_t rseq_cs = 0;
  rseq_cs_flags flags{};
  /// Since 6.3, as the next: a small number that no other running thread of the process has.
  uint32_t node_id = 0;
  uint32_t mm_cid = 0;
  rseq_slice_ctrl slice_ctrl{};
};
static_assert(sizeof(rseq_t) == 32);

}  // namespace kcall::inline KCALL_ABI_TAG
