// Performance counters: what perf_event_open takes, with the same layout on every ABI.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Kinds of events (PERF_TYPE_*); others have numbers in /sys/bus/event_source/devices/*/type.
enum class perf_type : uint32_t { hardware = 0, software = 1, tracepoint = 2, hw_cache = 3, raw = 4, breakpoint = 5 };

/// What perf_type::hardware counts (PERF_COUNT_HW_*).
enum class perf_hw : uint64_t {
  cpu_cycles = 0,
  instructions = 1,
  cache_references = 2,
  cache_misses = 3,
  branch_instructions = 4,
  branch_misses = 5,
  bus_cycles = 6,
  stalled_cycles_frontend = 7,
  stalled_cycles_backend = 8,
  ref_cpu_cycles = 9,
};

/// What perf_type::software counts (PERF_COUNT_SW_*).
enum class perf_sw : uint64_t {
  cpu_clock = 0,
  task_clock = 1,
  page_faults = 2,
  context_switches = 3,
  cpu_migrations = 4,
  page_faults_min = 5,
  page_faults_maj = 6,
  alignment_faults = 7,
  emulation_faults = 8,
  dummy = 9,
  bpf_output = 10,
  cgroup_switches = 11,
};

/// For perf_type::hw_cache (PERF_COUNT_HW_CACHE_*): see perf_cache_event().
enum class perf_cache : uint64_t { l1d = 0, l1i = 1, ll = 2, dtlb = 3, itlb = 4, bpu = 5, node = 6 };
enum class perf_cache_op : uint64_t { read = 0, write = 1, prefetch = 2 };
enum class perf_cache_result : uint64_t { access = 0, miss = 1 };

/// The config of an event of perf_type::hw_cache.
KCALL_INLINE constexpr uint64_t perf_cache_event(perf_cache cache, perf_cache_op op, perf_cache_result result) {
  return static_cast<uint64_t>(cache) | static_cast<uint64_t>(op) << 8 | static_cast<uint64_t>(result) << 16;
}

/// What a sample holds (PERF_SAMPLE_*).
enum class perf_sample : uint64_t {
  ip = 1 << 0,
  tid = 1 << 1,
  time = 1 << 2,
  addr = 1 << 3,
  read = 1 << 4,
  callchain = 1 << 5,
  id = 1 << 6,
  cpu = 1 << 7,
  period = 1 << 8,
  stream_id = 1 << 9,
  raw = 1 << 10,
  branch_stack = 1 << 11,
  regs_user = 1 << 12,
  stack_user = 1 << 13,
  weight = 1 << 14,
  data_src = 1 << 15,
  identifier = 1 << 16,
  transaction = 1 << 17,
  regs_intr = 1 << 18,
  phys_addr = 1 << 19,
  aux = 1 << 20,
  cgroup = 1 << 21,
  data_page_size = 1 << 22,
  code_page_size = 1 << 23,
  weight_struct = 1 << 24,
};
void is_flags(perf_sample);

/// What reading a counter gives (PERF_FORMAT_*), in this order: see perf_event_open(2).
enum class perf_format : uint64_t {
  total_time_enabled = 1,
  total_time_running = 2,
  id = 4,
  group = 8,
  /// Since 6.0.
  lost = 16,
};
void is_flags(perf_format);

/// The bit-fields of perf_event_attr.
enum class perf_attr_flags : uint64_t {
  disabled = 1 << 0,
  inherit = 1 << 1,
  pinned = 1 << 2,
  exclusive = 1 << 3,
  exclude_user = 1 << 4,
  exclude_kernel = 1 << 5,
  exclude_hv = 1 << 6,
  exclude_idle = 1 << 7,
  mmap = 1 << 8,
  comm = 1 << 9,
  freq = 1 << 10,
  inherit_stat = 1 << 11,
  enable_on_exec = 1 << 12,
  task = 1 << 13,
  watermark = 1 << 14,
  /// precise_ip, a number of two bits: how far from the event the instruction may be.
  precise_ip_constant_skid = 1 << 15,
  precise_ip_requests_zero = 2 << 15,
  precise_ip_zero = 3 << 15,
  mmap_data = 1 << 17,
  sample_id_all = 1 << 18,
  exclude_host = 1 << 19,
  exclude_guest = 1 << 20,
  exclude_callchain_kernel = 1 << 21,
  exclude_callchain_user = 1 << 22,
  mmap2 = 1 << 23,
  comm_exec = 1 << 24,
  use_clockid = 1 << 25,
  context_switch = 1 << 26,
  write_backward = 1 << 27,
  namespaces = 1 << 28,
  ksymbol = 1 << 29,
  bpf_event = 1 << 30,
  aux_output = 1ULL << 31,
  cgroup = 1ULL << 32,
  text_poke = 1ULL << 33,
  build_id = 1ULL << 34,
  inherit_thread = 1ULL << 35,
  remove_on_exec = 1ULL << 36,
  sigtrap = 1ULL << 37,
  /// Since 6.19, as the next.
  defer_callchain = 1ULL << 38,
  defer_output = 1ULL << 39,
};
void is_flags(perf_attr_flags);

/// What to count, and what to say of it. Kernels that know less of it take it if the rest is 0.
struct perf_event_attr {
  perf_type type{};
  uint32_t size = 144;
  /// A perf_hw, a perf_sw, a perf_cache_event(), …
  uint64_t config = 0;
  union {
    uint64_t sample_period = 0;
    /// With perf_attr_flags::freq, in Hz.
    uint64_t sample_freq;
  };
  perf_sample sample_type{};
  perf_format read_format{};
  perf_attr_flags flags{};
  union {
    uint32_t wakeup_events = 0;
    /// With perf_attr_flags::watermark, in bytes.
    uint32_t wakeup_watermark;
  };
  uint32_t bp_type = 0;
  union {
    uint64_t config1 = 0;
    uint64_t bp_addr;
    uint64_t kprobe_func;
    uint64_t uprobe_path;
  };
  union {
    uint64_t config2 = 0;
    uint64_t bp_len;
    uint64_t kprobe_addr;
    uint64_t probe_offset;
  };
  uint64_t branch_sample_type = 0;
  uint64_t sample_regs_user = 0;
  uint32_t sample_stack_user = 0;
  int32_t clockid = 0;
  uint64_t sample_regs_intr = 0;
  uint32_t aux_watermark = 0;
  uint16_t sample_max_stack = 0;
  uint16_t reserved_2 = 0;
  uint32_t aux_sample_size = 0;
  /// Since 6.13: aux_start_paused 1, aux_pause 2, aux_resume 4.
  uint32_t aux_action = 0;
  uint64_t sig_data = 0;
  /// Since 6.3.
  uint64_t config3 = 0;
  /// Since 7.0.
  uint64_t config4 = 0;
};
static_assert(sizeof(perf_event_attr) == 144);

/// PERF_FLAG_*: of perf_event_open.
enum class perf_flags : uint32_t { none = 0, fd_no_group = 1, fd_output = 2, pid_cgroup = 4, fd_cloexec = 8 };
void is_flags(perf_flags);

/// PERF_IOC_FLAG_*: this event, or all of its group.
enum class perf_ioc_flags : uint32_t { none = 0, group = 1 };
void is_flags(perf_ioc_flags);

/// What begins each record in the ring buffer behind perf_event_mmap_page.
struct perf_event_header {
  /// PERF_RECORD_*.
  uint32_t type;
  uint16_t misc;
  /// In bytes, with this header.
  uint16_t size;
};

/// The first page of the memory of an event; data follow from data_offset on.
struct perf_event_mmap_page {
  uint32_t version;
  uint32_t compat_version;
  /// Odd or changed: read again.
  uint32_t lock;
  uint32_t index;
  int64_t offset;
  uint64_t time_enabled;
  uint64_t time_running;
  uint64_t capabilities;
  uint16_t pmc_width;
  uint16_t time_shift;
  uint32_t time_mult;
  uint64_t time_offset;
  uint64_t time_zero;
  uint32_t size;
  uint32_t reserved_1;
  uint64_t time_cycles;
  uint64_t time_mask;
  uint8_t reserved[116 * 8];
  /// Written by the kernel. Read it, then a barrier, then the data.
  uint64_t data_head;
  /// Written by the program, after what it has read.
  uint64_t data_tail;
  uint64_t data_offset;
  uint64_t data_size;
  uint64_t aux_head;
  uint64_t aux_tail;
  uint64_t aux_offset;
  uint64_t aux_size;
};
static_assert(sizeof(perf_event_mmap_page) == 1088);

}  // namespace kcall::inline KCALL_ABI_TAG
