// What the landlock calls take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What to do with files (LANDLOCK_ACCESS_FS_*).
enum class landlock_access_fs : uint64_t {
  execute = 1 << 0,
  write_file = 1 << 1,
  read_file = 1 << 2,
  read_dir = 1 << 3,
  remove_dir = 1 << 4,
  remove_file = 1 << 5,
  make_char = 1 << 6,
  make_dir = 1 << 7,
  make_reg = 1 << 8,
  make_sock = 1 << 9,
  make_fifo = 1 << 10,
  make_block = 1 << 11,
  make_sym = 1 << 12,
  /// Version 2, Linux 5.19. To link or rename into another directory.
  refer = 1 << 13,
  /// Version 3, Linux 6.2.
  truncate = 1 << 14,
  /// Version 5, Linux 6.10.
  ioctl_dev = 1 << 15,
  /// Version 9, Linux 7.1. To connect to a named unix socket.
  resolve_unix = 1 << 16,
};
void is_flags(landlock_access_fs);

/// What to do with ports (LANDLOCK_ACCESS_NET_*): version 4, Linux 6.7; UDP since Linux 7.2.
enum class landlock_access_net : uint64_t {
  bind_tcp = 1,
  connect_tcp = 2,
  bind_udp = 4,
  connect_send_udp = 8,
};
void is_flags(landlock_access_net);

/// What reaches processes outside (LANDLOCK_SCOPE_*): version 6, Linux 6.12.
enum class landlock_scope : uint64_t {
  abstract_unix_socket = 1,
  signal = 2,
};
void is_flags(landlock_scope);

/// What is forbidden unless a rule allows it. A kernel refuses (e2big) fields that are newer than it is, unless they
/// are zero, and (einval) bits that it does not know: ask for its version first.
struct landlock_ruleset_attr {
  landlock_access_fs handled_access_fs{};
  /// Linux 6.7.
  landlock_access_net handled_access_net{};
  /// Linux 6.12.
  landlock_scope scoped{};
  /// Linux 7.2: what of the above is not written to the audit log, for rules with `quiet`, and for scopes.
  landlock_access_fs quiet_access_fs{};
  landlock_access_net quiet_access_net{};
  landlock_scope quiet_scoped{};
};
static_assert(sizeof(landlock_ruleset_attr) == 48);

// g++ 12 takes the scoped `version` for something that hides the library's.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// LANDLOCK_CREATE_RULESET_*
enum class landlock_create_ruleset_flags : uint32_t {
  version = 1,
  /// Since Linux 6.15.
  errata = 2,
};
#pragma GCC diagnostic pop
void is_flags(landlock_create_ruleset_flags);

/// LANDLOCK_RULE_*
enum class landlock_rule_type : uint32_t {
  path_beneath = 1,
  /// Since Linux 6.7.
  net_port = 2,
};

/// LANDLOCK_ADD_RULE_*
enum class landlock_add_rule_flags : uint32_t {
  /// Since Linux 7.2.
  quiet = 1,
};
void is_flags(landlock_add_rule_flags);

/// LANDLOCK_RESTRICT_SELF_*
enum class landlock_restrict_self_flags : uint32_t {
  /// Version 7, Linux 6.15, these three.
  log_same_exec_off = 1,
  log_new_exec_on = 2,
  log_subdomains_off = 4,
  /// All threads of the process. Version 8, Linux 7.0.
  tsync = 8,
};
void is_flags(landlock_restrict_self_flags);

/// A rule about a file, or a directory and all below it.
struct [[gnu::packed]] landlock_path_beneath_attr {
  landlock_access_fs allowed_access;
  /// A descriptor, O_PATH will do; as a number, because a class would not be packed.
  int32_t parent_fd;
};
static_assert(sizeof(landlock_path_beneath_attr) == 12);

/// A rule about a port.
struct landlock_net_port_attr {
  landlock_access_net allowed_access;
  /// In the host's order of bytes; 0 is any port that the kernel chooses (bind).
  uint64_t port;
};
static_assert(sizeof(landlock_net_port_attr) == 16);

}  // namespace kcall::inline KCALL_ABI_TAG
