// mount, umount2, and the calls that mount step by step.
#include <fcntl.h>
// In this order: glibc's enumerators come before the kernel's macros of the same names.
#include <sys/mount.h>

#include <linux/mount.h>

#include <kcall/types/mount.hpp>
#include <kcall/types/mount_api.hpp>
#include <kcall/types/statmount.hpp>

#include "same.hpp"

using command = kcall::fsconfig_command;
using kcall::mount_attr_flags;
using kcall::mount_flags;
using kcall::mount_propagation;
using kcall::move_mount_flags;
using kcall::open_tree_flags;
using kcall::statmount_mask;
using kcall::umount_flags;

SAME_VALUE(mount_flags::rdonly, MS_RDONLY);
SAME_VALUE(mount_flags::nosuid, MS_NOSUID);
SAME_VALUE(mount_flags::nodev, MS_NODEV);
SAME_VALUE(mount_flags::noexec, MS_NOEXEC);
SAME_VALUE(mount_flags::synchronous, MS_SYNCHRONOUS);
SAME_VALUE(mount_flags::remount, MS_REMOUNT);
SAME_VALUE(mount_flags::mandlock, MS_MANDLOCK);
SAME_VALUE(mount_flags::dirsync, MS_DIRSYNC);
SAME_VALUE(mount_flags::nosymfollow, MS_NOSYMFOLLOW);
SAME_VALUE(mount_flags::noatime, MS_NOATIME);
SAME_VALUE(mount_flags::nodiratime, MS_NODIRATIME);
SAME_VALUE(mount_flags::bind, MS_BIND);
SAME_VALUE(mount_flags::move, MS_MOVE);
SAME_VALUE(mount_flags::rec, MS_REC);
SAME_VALUE(mount_flags::silent, MS_SILENT);
SAME_VALUE(mount_flags::posixacl, MS_POSIXACL);
SAME_VALUE(mount_flags::unbindable, MS_UNBINDABLE);
SAME_VALUE(mount_flags::private_, MS_PRIVATE);
SAME_VALUE(mount_flags::slave, MS_SLAVE);
SAME_VALUE(mount_flags::shared, MS_SHARED);
SAME_VALUE(mount_flags::relatime, MS_RELATIME);
SAME_VALUE(mount_flags::i_version, MS_I_VERSION);
SAME_VALUE(mount_flags::strictatime, MS_STRICTATIME);
SAME_VALUE(mount_flags::lazytime, MS_LAZYTIME);
SAME_VALUE(umount_flags::force, MNT_FORCE);
SAME_VALUE(umount_flags::detach, MNT_DETACH);
SAME_VALUE(umount_flags::expire, MNT_EXPIRE);
SAME_VALUE(umount_flags::nofollow, UMOUNT_NOFOLLOW);

SAME_VALUE(kcall::fsopen_flags::cloexec, FSOPEN_CLOEXEC);
SAME_VALUE(kcall::fsmount_flags::cloexec, FSMOUNT_CLOEXEC);
#ifdef FSMOUNT_NAMESPACE
SAME_VALUE(kcall::fsmount_flags::namespace_, FSMOUNT_NAMESPACE);
#endif
SAME_VALUE(kcall::fspick_flags::cloexec, FSPICK_CLOEXEC);
SAME_VALUE(kcall::fspick_flags::symlink_nofollow, FSPICK_SYMLINK_NOFOLLOW);
SAME_VALUE(kcall::fspick_flags::no_automount, FSPICK_NO_AUTOMOUNT);
SAME_VALUE(kcall::fspick_flags::empty_path, FSPICK_EMPTY_PATH);
SAME_VALUE(command::set_flag, FSCONFIG_SET_FLAG);
SAME_VALUE(command::set_string, FSCONFIG_SET_STRING);
SAME_VALUE(command::set_binary, FSCONFIG_SET_BINARY);
SAME_VALUE(command::set_path, FSCONFIG_SET_PATH);
SAME_VALUE(command::set_path_empty, FSCONFIG_SET_PATH_EMPTY);
SAME_VALUE(command::set_fd, FSCONFIG_SET_FD);
SAME_VALUE(command::cmd_create, FSCONFIG_CMD_CREATE);
SAME_VALUE(command::cmd_reconfigure, FSCONFIG_CMD_RECONFIGURE);
// include/uapi/linux/mount.h of Linux 6.6: an enumerator, which no #ifdef can ask for.
static_assert(static_cast<int>(command::cmd_create_excl) == FSCONFIG_CMD_RECONFIGURE + 1);
SAME_VALUE(move_mount_flags::f_symlinks, MOVE_MOUNT_F_SYMLINKS);
SAME_VALUE(move_mount_flags::f_automounts, MOVE_MOUNT_F_AUTOMOUNTS);
SAME_VALUE(move_mount_flags::f_empty_path, MOVE_MOUNT_F_EMPTY_PATH);
SAME_VALUE(move_mount_flags::t_symlinks, MOVE_MOUNT_T_SYMLINKS);
SAME_VALUE(move_mount_flags::t_automounts, MOVE_MOUNT_T_AUTOMOUNTS);
SAME_VALUE(move_mount_flags::t_empty_path, MOVE_MOUNT_T_EMPTY_PATH);
SAME_VALUE(move_mount_flags::set_group, MOVE_MOUNT_SET_GROUP);
#ifdef MOVE_MOUNT_BENEATH
SAME_VALUE(move_mount_flags::beneath, MOVE_MOUNT_BENEATH);
#endif
SAME_VALUE(open_tree_flags::clone, OPEN_TREE_CLONE);
#ifdef OPEN_TREE_NAMESPACE
SAME_VALUE(open_tree_flags::namespace_, OPEN_TREE_NAMESPACE);
#endif
SAME_VALUE(open_tree_flags::cloexec, OPEN_TREE_CLOEXEC);
SAME_VALUE(open_tree_flags::symlink_nofollow, AT_SYMLINK_NOFOLLOW);
SAME_VALUE(open_tree_flags::no_automount, AT_NO_AUTOMOUNT);
SAME_VALUE(open_tree_flags::empty_path, AT_EMPTY_PATH);
SAME_VALUE(open_tree_flags::recursive, AT_RECURSIVE);

SAME_VALUE(mount_attr_flags::rdonly, MOUNT_ATTR_RDONLY);
SAME_VALUE(mount_attr_flags::nosuid, MOUNT_ATTR_NOSUID);
SAME_VALUE(mount_attr_flags::nodev, MOUNT_ATTR_NODEV);
SAME_VALUE(mount_attr_flags::noexec, MOUNT_ATTR_NOEXEC);
SAME_VALUE(mount_attr_flags::atime, MOUNT_ATTR__ATIME);
SAME_VALUE(mount_attr_flags::relatime, MOUNT_ATTR_RELATIME);
SAME_VALUE(mount_attr_flags::noatime, MOUNT_ATTR_NOATIME);
SAME_VALUE(mount_attr_flags::strictatime, MOUNT_ATTR_STRICTATIME);
SAME_VALUE(mount_attr_flags::nodiratime, MOUNT_ATTR_NODIRATIME);
SAME_VALUE(mount_attr_flags::idmap, MOUNT_ATTR_IDMAP);
SAME_VALUE(mount_attr_flags::nosymfollow, MOUNT_ATTR_NOSYMFOLLOW);
SAME_VALUE(mount_propagation::unbindable, MS_UNBINDABLE);
SAME_VALUE(mount_propagation::private_, MS_PRIVATE);
SAME_VALUE(mount_propagation::slave, MS_SLAVE);
SAME_VALUE(mount_propagation::shared, MS_SHARED);

SAME_SIZE(kcall::mount_attr, ::mount_attr);
SAME_FIELD(kcall::mount_attr, attr_set, ::mount_attr, attr_set);
SAME_FIELD(kcall::mount_attr, attr_clr, ::mount_attr, attr_clr);
SAME_FIELD(kcall::mount_attr, propagation, ::mount_attr, propagation);
SAME_FIELD(kcall::mount_attr, userns_fd, ::mount_attr, userns_fd);

// Newer than the headers of most machines: include/uapi/linux/mount.h of Linux 6.18 and 7.0, statmount(2),
// listmount(2).
#ifdef STATMOUNT_SB_BASIC
SAME_VALUE(statmount_mask::sb_basic, STATMOUNT_SB_BASIC);
SAME_VALUE(statmount_mask::mnt_basic, STATMOUNT_MNT_BASIC);
SAME_VALUE(statmount_mask::propagate_from, STATMOUNT_PROPAGATE_FROM);
SAME_VALUE(statmount_mask::mnt_root, STATMOUNT_MNT_ROOT);
SAME_VALUE(statmount_mask::mnt_point, STATMOUNT_MNT_POINT);
SAME_VALUE(statmount_mask::fs_type, STATMOUNT_FS_TYPE);
SAME_VALUE(kcall::lsmt_root, LSMT_ROOT);
#endif
#ifdef STATMOUNT_MNT_NS_ID
SAME_VALUE(statmount_mask::mnt_ns_id, STATMOUNT_MNT_NS_ID);
#endif
#ifdef STATMOUNT_MNT_OPTS
SAME_VALUE(statmount_mask::mnt_opts, STATMOUNT_MNT_OPTS);
SAME_VALUE(kcall::listmount_flags::reverse, LISTMOUNT_REVERSE);
#endif
#ifdef STATMOUNT_OPT_SEC_ARRAY
SAME_VALUE(statmount_mask::fs_subtype, STATMOUNT_FS_SUBTYPE);
SAME_VALUE(statmount_mask::sb_source, STATMOUNT_SB_SOURCE);
SAME_VALUE(statmount_mask::opt_array, STATMOUNT_OPT_ARRAY);
SAME_VALUE(statmount_mask::opt_sec_array, STATMOUNT_OPT_SEC_ARRAY);
#endif
#ifdef STATMOUNT_MNT_GIDMAP
SAME_VALUE(statmount_mask::supported_mask, STATMOUNT_SUPPORTED_MASK);
SAME_VALUE(statmount_mask::mnt_uidmap, STATMOUNT_MNT_UIDMAP);
SAME_VALUE(statmount_mask::mnt_gidmap, STATMOUNT_MNT_GIDMAP);
#endif
#ifdef STATMOUNT_BY_FD
SAME_VALUE(kcall::statmount_flags::by_fd, STATMOUNT_BY_FD);
#endif

#define AT(type, field, place) static_assert(offsetof(kcall::type, field) == place, "offset of " #type "::" #field)
AT(mnt_id_req, size, 0);
AT(mnt_id_req, mnt_ns_fd, 4);
AT(mnt_id_req, mnt_id, 8);
AT(mnt_id_req, param, 16);
AT(mnt_id_req, mnt_ns_id, 24);
AT(statmount_t, size, 0);
AT(statmount_t, mnt_opts, 4);
AT(statmount_t, mask, 8);
AT(statmount_t, sb_dev_major, 16);
AT(statmount_t, sb_dev_minor, 20);
AT(statmount_t, sb_magic, 24);
AT(statmount_t, sb_flags, 32);
AT(statmount_t, fs_type, 36);
AT(statmount_t, mnt_id, 40);
AT(statmount_t, mnt_parent_id, 48);
AT(statmount_t, mnt_id_old, 56);
AT(statmount_t, mnt_parent_id_old, 60);
AT(statmount_t, mnt_attr, 64);
AT(statmount_t, mnt_propagation, 72);
AT(statmount_t, mnt_peer_group, 80);
AT(statmount_t, mnt_master, 88);
AT(statmount_t, propagate_from, 96);
AT(statmount_t, mnt_root, 104);
AT(statmount_t, mnt_point, 108);
AT(statmount_t, mnt_ns_id, 112);
AT(statmount_t, fs_subtype, 120);
AT(statmount_t, sb_source, 124);
AT(statmount_t, opt_num, 128);
AT(statmount_t, opt_array, 132);
AT(statmount_t, opt_sec_num, 136);
AT(statmount_t, opt_sec_array, 140);
AT(statmount_t, supported_mask, 144);
AT(statmount_t, mnt_uidmap_num, 152);
AT(statmount_t, mnt_uidmap, 156);
AT(statmount_t, mnt_gidmap_num, 160);
AT(statmount_t, mnt_gidmap, 164);
