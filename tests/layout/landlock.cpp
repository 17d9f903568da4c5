// Landlock, and what other security modules answer.
#include <linux/landlock.h>

#include <kcall/types/landlock.hpp>
#include <kcall/types/lsm.hpp>

#include "same.hpp"

using kcall::landlock_access_fs;
using kcall::landlock_access_net;

SAME_VALUE(landlock_access_fs::execute, LANDLOCK_ACCESS_FS_EXECUTE);
SAME_VALUE(landlock_access_fs::write_file, LANDLOCK_ACCESS_FS_WRITE_FILE);
SAME_VALUE(landlock_access_fs::read_file, LANDLOCK_ACCESS_FS_READ_FILE);
SAME_VALUE(landlock_access_fs::read_dir, LANDLOCK_ACCESS_FS_READ_DIR);
SAME_VALUE(landlock_access_fs::remove_dir, LANDLOCK_ACCESS_FS_REMOVE_DIR);
SAME_VALUE(landlock_access_fs::remove_file, LANDLOCK_ACCESS_FS_REMOVE_FILE);
SAME_VALUE(landlock_access_fs::make_char, LANDLOCK_ACCESS_FS_MAKE_CHAR);
SAME_VALUE(landlock_access_fs::make_dir, LANDLOCK_ACCESS_FS_MAKE_DIR);
SAME_VALUE(landlock_access_fs::make_reg, LANDLOCK_ACCESS_FS_MAKE_REG);
SAME_VALUE(landlock_access_fs::make_sock, LANDLOCK_ACCESS_FS_MAKE_SOCK);
SAME_VALUE(landlock_access_fs::make_fifo, LANDLOCK_ACCESS_FS_MAKE_FIFO);
SAME_VALUE(landlock_access_fs::make_block, LANDLOCK_ACCESS_FS_MAKE_BLOCK);
SAME_VALUE(landlock_access_fs::make_sym, LANDLOCK_ACCESS_FS_MAKE_SYM);
SAME_VALUE(landlock_access_fs::refer, LANDLOCK_ACCESS_FS_REFER);
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
SAME_VALUE(landlock_access_fs::truncate, LANDLOCK_ACCESS_FS_TRUNCATE);
#endif
#ifdef LANDLOCK_ACCESS_FS_IOCTL_DEV
SAME_VALUE(landlock_access_fs::ioctl_dev, LANDLOCK_ACCESS_FS_IOCTL_DEV);
#endif
#ifdef LANDLOCK_ACCESS_FS_RESOLVE_UNIX
SAME_VALUE(landlock_access_fs::resolve_unix, LANDLOCK_ACCESS_FS_RESOLVE_UNIX);
#endif
#ifdef LANDLOCK_ACCESS_NET_BIND_TCP
SAME_VALUE(landlock_access_net::bind_tcp, LANDLOCK_ACCESS_NET_BIND_TCP);
SAME_VALUE(landlock_access_net::connect_tcp, LANDLOCK_ACCESS_NET_CONNECT_TCP);
SAME_SIZE(kcall::landlock_net_port_attr, ::landlock_net_port_attr);
SAME_FIELD(kcall::landlock_net_port_attr, port, ::landlock_net_port_attr, port);
#endif
#ifdef LANDLOCK_ACCESS_NET_BIND_UDP
SAME_VALUE(landlock_access_net::bind_udp, LANDLOCK_ACCESS_NET_BIND_UDP);
SAME_VALUE(landlock_access_net::connect_send_udp, LANDLOCK_ACCESS_NET_CONNECT_SEND_UDP);
#endif
#ifdef LANDLOCK_SCOPE_SIGNAL
SAME_VALUE(kcall::landlock_scope::abstract_unix_socket, LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET);
SAME_VALUE(kcall::landlock_scope::signal, LANDLOCK_SCOPE_SIGNAL);
#endif
SAME_VALUE(kcall::landlock_create_ruleset_flags::version, LANDLOCK_CREATE_RULESET_VERSION);
#ifdef LANDLOCK_CREATE_RULESET_ERRATA
SAME_VALUE(kcall::landlock_create_ruleset_flags::errata, LANDLOCK_CREATE_RULESET_ERRATA);
#endif
#ifdef LANDLOCK_ADD_RULE_QUIET
SAME_VALUE(kcall::landlock_add_rule_flags::quiet, LANDLOCK_ADD_RULE_QUIET);
#endif
#ifdef LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF
SAME_VALUE(kcall::landlock_restrict_self_flags::log_same_exec_off, LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF);
SAME_VALUE(kcall::landlock_restrict_self_flags::log_new_exec_on, LANDLOCK_RESTRICT_SELF_LOG_NEW_EXEC_ON);
SAME_VALUE(kcall::landlock_restrict_self_flags::log_subdomains_off, LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF);
#endif
#ifdef LANDLOCK_RESTRICT_SELF_TSYNC
SAME_VALUE(kcall::landlock_restrict_self_flags::tsync, LANDLOCK_RESTRICT_SELF_TSYNC);
#endif
SAME_VALUE(kcall::landlock_rule_type::path_beneath, LANDLOCK_RULE_PATH_BENEATH);
SAME_SIZE(kcall::landlock_path_beneath_attr, ::landlock_path_beneath_attr);
SAME_FIELD(kcall::landlock_path_beneath_attr, allowed_access, ::landlock_path_beneath_attr, allowed_access);
SAME_FIELD(kcall::landlock_path_beneath_attr, parent_fd, ::landlock_path_beneath_attr, parent_fd);
SAME_FIELD(kcall::landlock_ruleset_attr, handled_access_fs, ::landlock_ruleset_attr, handled_access_fs);
// Newer than the headers of most machines: include/uapi/linux/landlock.h of Linux 7.2.
static_assert(offsetof(kcall::landlock_ruleset_attr, handled_access_net) == 8);
static_assert(offsetof(kcall::landlock_ruleset_attr, scoped) == 16);
static_assert(offsetof(kcall::landlock_ruleset_attr, quiet_access_fs) == 24);
static_assert(offsetof(kcall::landlock_ruleset_attr, quiet_access_net) == 32);
static_assert(offsetof(kcall::landlock_ruleset_attr, quiet_scoped) == 40);
static_assert(offsetof(kcall::landlock_net_port_attr, allowed_access) == 0);
static_assert(offsetof(kcall::landlock_net_port_attr, port) == 8);

// include/uapi/linux/lsm.h of Linux 6.8, and of 6.12 for the last three modules.
static_assert(offsetof(kcall::lsm_ctx, id) == 0);
static_assert(offsetof(kcall::lsm_ctx, flags) == 8);
static_assert(offsetof(kcall::lsm_ctx, len) == 16);
static_assert(offsetof(kcall::lsm_ctx, ctx_len) == 24);
static_assert(layout::number(kcall::lsm_id::undef) == 0);
static_assert(layout::number(kcall::lsm_id::capability) == 100);
static_assert(layout::number(kcall::lsm_id::selinux) == 101);
static_assert(layout::number(kcall::lsm_id::smack) == 102);
static_assert(layout::number(kcall::lsm_id::tomoyo) == 103);
static_assert(layout::number(kcall::lsm_id::apparmor) == 104);
static_assert(layout::number(kcall::lsm_id::yama) == 105);
static_assert(layout::number(kcall::lsm_id::loadpin) == 106);
static_assert(layout::number(kcall::lsm_id::safesetid) == 107);
static_assert(layout::number(kcall::lsm_id::lockdown) == 108);
static_assert(layout::number(kcall::lsm_id::bpf) == 109);
static_assert(layout::number(kcall::lsm_id::landlock) == 110);
static_assert(layout::number(kcall::lsm_id::ima) == 111);
static_assert(layout::number(kcall::lsm_id::evm) == 112);
static_assert(layout::number(kcall::lsm_id::ipe) == 113);
static_assert(layout::number(kcall::lsm_attr::undef) == 0);
static_assert(layout::number(kcall::lsm_attr::current) == 100);
static_assert(layout::number(kcall::lsm_attr::exec) == 101);
static_assert(layout::number(kcall::lsm_attr::fscreate) == 102);
static_assert(layout::number(kcall::lsm_attr::keycreate) == 103);
static_assert(layout::number(kcall::lsm_attr::prev) == 104);
static_assert(layout::number(kcall::lsm_attr::sockcreate) == 105);
static_assert(static_cast<unsigned>(kcall::lsm_flags::single) == 1);
// LANDLOCK_RULE_NET_PORT: include/uapi/linux/landlock.h of Linux 6.7, an enumerator.
static_assert(layout::number(kcall::landlock_rule_type::net_port) == 2);
