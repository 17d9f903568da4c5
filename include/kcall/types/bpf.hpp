// BPF: what bpf takes, with the same layout on every ABI: addresses and pointers are 64 bits wide.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What bpf does (BPF_*).
enum class bpf_command : int {
  map_create = 0,
  map_lookup_elem = 1,
  map_update_elem = 2,
  map_delete_elem = 3,
  map_get_next_key = 4,
  prog_load = 5,
  obj_pin = 6,
  obj_get = 7,
  prog_attach = 8,
  prog_detach = 9,
  prog_test_run = 10,
  prog_get_next_id = 11,
  map_get_next_id = 12,
  prog_get_fd_by_id = 13,
  map_get_fd_by_id = 14,
  obj_get_info_by_fd = 15,
  prog_query = 16,
  raw_tracepoint_open = 17,
  btf_load = 18,
  btf_get_fd_by_id = 19,
  task_fd_query = 20,
  map_lookup_and_delete_elem = 21,
  map_freeze = 22,
  btf_get_next_id = 23,
  map_lookup_batch = 24,
  map_lookup_and_delete_batch = 25,
  map_update_batch = 26,
  map_delete_batch = 27,
  link_create = 28,
  link_update = 29,
  link_get_fd_by_id = 30,
  link_get_next_id = 31,
  enable_stats = 32,
  iter_create = 33,
  link_detach = 34,
  prog_bind_map = 35,
  /// Since 6.9.
  token_create = 36,
  /// Since 6.17.
  prog_stream_read_by_fd = 37,
};

/// Kinds of maps (BPF_MAP_TYPE_*).
enum class bpf_map_type : uint32_t {
  unspec = 0,
  hash = 1,
  array = 2,
  prog_array = 3,
  perf_event_array = 4,
  percpu_hash = 5,
  percpu_array = 6,
  stack_trace = 7,
  cgroup_array = 8,
  lru_hash = 9,
  lru_percpu_hash = 10,
  lpm_trie = 11,
  array_of_maps = 12,
  hash_of_maps = 13,
  devmap = 14,
  sockmap = 15,
  cpumap = 16,
  xskmap = 17,
  sockhash = 18,
  cgroup_storage = 19,
  reuseport_sockarray = 20,
  percpu_cgroup_storage = 21,
  queue = 22,
  stack = 23,
  sk_storage = 24,
  devmap_hash = 25,
  struct_ops = 26,
  ringbuf = 27,
  inode_storage = 28,
  task_storage = 29,
  bloom_filter = 30,
  user_ringbuf = 31,
  /// Since 6.2, 6.9.
  cgrp_storage = 32,
  arena = 33,
};

/// Kinds of programs (BPF_PROG_TYPE_*).
enum class bpf_prog_type : uint32_t {
  unspec = 0,
  socket_filter = 1,
  kprobe = 2,
  sched_cls = 3,
  sched_act = 4,
  tracepoint = 5,
  xdp = 6,
  perf_event = 7,
  cgroup_skb = 8,
  cgroup_sock = 9,
  lwt_in = 10,
  lwt_out = 11,
  lwt_xmit = 12,
  sock_ops = 13,
  sk_skb = 14,
  cgroup_device = 15,
  sk_msg = 16,
  raw_tracepoint = 17,
  cgroup_sock_addr = 18,
  lwt_seg6local = 19,
  lirc_mode2 = 20,
  sk_reuseport = 21,
  flow_dissector = 22,
  cgroup_sysctl = 23,
  raw_tracepoint_writable = 24,
  cgroup_sockopt = 25,
  tracing = 26,
  struct_ops = 27,
  ext = 28,
  lsm = 29,
  sk_lookup = 30,
  syscall = 31,
  /// Since 6.4.
  netfilter = 32,
};

/// How to update or look up an element (BPF_ANY, BPF_NOEXIST, BPF_EXIST, BPF_F_LOCK).
enum class bpf_elem_flags : uint64_t { any = 0, noexist = 1, exist = 2, lock = 4 };
void is_flags(bpf_elem_flags);

/// BPF_F_*: of map_create; rdonly and wronly of obj_get, too.
enum class bpf_map_flags : uint32_t {
  none = 0,
  no_prealloc = 1 << 0,
  no_common_lru = 1 << 1,
  numa_node = 1 << 2,
  rdonly = 1 << 3,
  wronly = 1 << 4,
  stack_build_id = 1 << 5,
  zero_seed = 1 << 6,
  rdonly_prog = 1 << 7,
  wronly_prog = 1 << 8,
  clone = 1 << 9,
  mmapable = 1 << 10,
  preserve_elems = 1 << 11,
  inner_map = 1 << 12,
};
void is_flags(bpf_map_flags);

/// An instruction.
struct bpf_insn {
  uint8_t code;
  uint8_t dst_reg : 4;
  uint8_t src_reg : 4;
  int16_t off;
  int32_t imm;
};
static_assert(sizeof(bpf_insn) == 8);

/// map_create's part of union bpf_attr.
struct alignas(8) bpf_map_create_attr {
  bpf_map_type map_type{};
  /// In bytes, as the next.
  uint32_t key_size = 0;
  uint32_t value_size = 0;
  uint32_t max_entries = 0;
  bpf_map_flags map_flags{};
  uint32_t inner_map_fd = 0;
  uint32_t numa_node = 0;
  char map_name[16] = {};
  uint32_t map_ifindex = 0;
  uint32_t btf_fd = 0;
  uint32_t btf_key_type_id = 0;
  uint32_t btf_value_type_id = 0;
  uint32_t btf_vmlinux_value_type_id = 0;
  uint64_t map_extra = 0;
};
static_assert(sizeof(bpf_map_create_attr) == 72);

/// That of the commands for one element of a map.
struct alignas(8) bpf_map_elem_attr {
  uint32_t map_fd = 0;
  uint32_t padding = 0;
  uint64_t key = 0;
  /// Or where the next key goes.
  uint64_t value = 0;
  bpf_elem_flags flags{};
};
static_assert(sizeof(bpf_map_elem_attr) == 32);

/// prog_load's.
struct alignas(8) bpf_prog_load_attr {
  bpf_prog_type prog_type{};
  uint32_t insn_cnt = 0;
  uint64_t insns = 0;
  uint64_t license = 0;
  /// 0: the verifier says nothing.
  uint32_t log_level = 0;
  uint32_t log_size = 0;
  uint64_t log_buf = 0;
  uint32_t kern_version = 0;
  uint32_t prog_flags = 0;
  char prog_name[16] = {};
  uint32_t prog_ifindex = 0;
  uint32_t expected_attach_type = 0;
  uint32_t prog_btf_fd = 0;
  uint32_t func_info_rec_size = 0;
  uint64_t func_info = 0;
  uint32_t func_info_cnt = 0;
  uint32_t line_info_rec_size = 0;
  uint64_t line_info = 0;
  uint32_t line_info_cnt = 0;
  uint32_t attach_btf_id = 0;
  uint32_t attach_prog_fd = 0;
  uint32_t core_relo_cnt = 0;
  uint64_t fd_array = 0;
  uint64_t core_relos = 0;
  uint32_t core_relo_rec_size = 0;
  /// Out: what the verifier's log takes (6.4).
  uint32_t log_true_size = 0;
};
static_assert(sizeof(bpf_prog_load_attr) == 144);

/// obj_pin's and obj_get's.
struct alignas(8) bpf_obj_attr {
  uint64_t pathname = 0;
  uint32_t bpf_fd = 0;
  bpf_map_flags file_flags{};
};

/// prog_attach's and prog_detach's.
struct bpf_prog_attach_attr {
  uint32_t target_fd = 0;
  uint32_t attach_bpf_fd = 0;
  uint32_t attach_type = 0;
  uint32_t attach_flags = 0;
  uint32_t replace_bpf_fd = 0;
};

/// prog_test_run's.
struct alignas(8) bpf_test_run_attr {
  uint32_t prog_fd = 0;
  /// Out.
  uint32_t retval = 0;
  uint32_t data_size_in = 0;
  /// In and out.
  uint32_t data_size_out = 0;
  uint64_t data_in = 0;
  uint64_t data_out = 0;
  uint32_t repeat = 0;
  /// Out: nanoseconds for one run.
  uint32_t duration = 0;
  uint32_t ctx_size_in = 0;
  /// In and out.
  uint32_t ctx_size_out = 0;
  uint64_t ctx_in = 0;
  uint64_t ctx_out = 0;
  uint32_t flags = 0;
  uint32_t cpu = 0;
  uint32_t batch_size = 0;
  /// The kernel refuses what it does not know to be zero, padding too.
  uint32_t reserved = 0;
};
static_assert(sizeof(bpf_test_run_attr) == 80);

/// That of *_get_next_id and *_get_fd_by_id.
struct bpf_id_attr {
  /// Where to start, or of what to get a descriptor.
  uint32_t id = 0;
  /// Out.
  uint32_t next_id = 0;
  bpf_map_flags open_flags{};
};

/// obj_get_info_by_fd's.
struct alignas(8) bpf_info_attr {
  uint32_t bpf_fd = 0;
  /// In and out: bytes.
  uint32_t info_len = 0;
  uint64_t info = 0;
};

/// What obj_get_info_by_fd writes about a map, as far as Linux 6.1 knows it.
struct alignas(8) bpf_map_info {
  bpf_map_type type;
  uint32_t id;
  uint32_t key_size;
  uint32_t value_size;
  uint32_t max_entries;
  bpf_map_flags map_flags;
  char name[16];
  uint32_t ifindex;
  uint32_t btf_vmlinux_value_type_id;
  uint64_t netns_dev;
  uint64_t netns_ino;
  uint32_t btf_id;
  uint32_t btf_key_type_id;
  uint32_t btf_value_type_id;
  uint32_t padding;
  uint64_t map_extra;
};
static_assert(sizeof(bpf_map_info) == 88);

namespace detail {

// The beginnings of two: the kernel takes what is left out as 0, and filling it in would be a call of memset on ia32.
struct bpf_map_create_begin {
  bpf_map_type map_type;
  uint32_t key_size, value_size, max_entries;
  bpf_map_flags map_flags;
};
static_assert(sizeof(bpf_map_create_begin) == __builtin_offsetof(bpf_map_create_attr, inner_map_fd));

struct bpf_prog_load_begin {
  bpf_prog_type prog_type;
  uint32_t insn_cnt;
  uint64_t insns, license;
  uint32_t log_level, log_size;
  uint64_t log_buf;
};
static_assert(sizeof(bpf_prog_load_begin) == __builtin_offsetof(bpf_prog_load_attr, kern_version));

KCALL_INLINE uint64_t bpf_pointer(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }
KCALL_INLINE constexpr uint32_t bpf_number(fd f) { return static_cast<uint32_t>(f.get()); }

}  // namespace detail

// No padding, which nothing would set.
static_assert(__has_unique_object_representations(bpf_map_create_attr));
static_assert(__has_unique_object_representations(bpf_map_elem_attr));
static_assert(__has_unique_object_representations(bpf_prog_load_attr));
static_assert(__has_unique_object_representations(bpf_obj_attr));
static_assert(__has_unique_object_representations(bpf_prog_attach_attr));
static_assert(__has_unique_object_representations(bpf_test_run_attr));
static_assert(__has_unique_object_representations(bpf_id_attr));
static_assert(__has_unique_object_representations(bpf_info_attr));

}  // namespace kcall::inline KCALL_ABI_TAG
