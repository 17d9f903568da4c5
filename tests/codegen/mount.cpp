// Mounts, swap areas, quotas. How to read this: run.py.
//
// Not here:
//   fsconfig_set_binary: a size that is no int is refused first
//   fsmount: attributes that do not fit 32 bits are refused first
#include <kcall/call/accounting.hpp>
#include <kcall/call/mount.hpp>
#include <kcall/call/mount_api.hpp>
#include <kcall/call/quota.hpp>
#include <kcall/call/swap.hpp>

namespace out {

using namespace kcall;

result<void> mount(path a, path b, path c, mount_flags d, const void* e) { return kcall::mount(a, b, c, d, e); }  // 4
result<void> umount2(path a, umount_flags b) { return kcall::umount2(a, b); }  // 3
result<void> umount(path a) { return kcall::umount(a); }  // 4: a zero
result<void> pivot_root(path a, path b) { return kcall::pivot_root(a, b); }  // 3
result<void> chroot(path a) { return kcall::chroot(a); }  // 3

result<fd> fsopen(path a, fsopen_flags b) { return kcall::fsopen(a, b); }  // 3
result<fd> fspick(fd a, path b, fspick_flags c) { return kcall::fspick(a, b, c); }  // 3
result<void> fsconfig(fd a, fsconfig_command b, const char* c, const void* d, int e) { return kcall::fsconfig(a, b, c, d, e); }  // 4
result<void> fsconfig_set_flag(fd a, path b) { return kcall::fsconfig_set_flag(a, b); }  // 7: three zeros, one argument moves
result<void> fsconfig_set_string(fd a, path b, path c) { return kcall::fsconfig_set_string(a, b, c); }  // 7, 8: one constant, a zero, two arguments move; one more register in between
result<void> fsconfig_set_path(fd a, path b, fd c, path d) { return kcall::fsconfig_set_path(a, b, c, d); }  // 8: one constant, three arguments move
result<void> fsconfig_set_path_empty(fd a, path b, fd c, path d) { return kcall::fsconfig_set_path_empty(a, b, c, d); }  // 8: one constant, three arguments move
result<void> fsconfig_set_fd(fd a, path b, fd c) { return kcall::fsconfig_set_fd(a, b, c); }  // 7, 8: one constant, a zero, two arguments move; one more register in between
result<void> fsconfig_create(fd a) { return kcall::fsconfig_create(a); }  // 7: one constant, three zeros
result<void> fsconfig_create_excl(fd a) { return kcall::fsconfig_create_excl(a); }  // 7: one constant, three zeros
result<void> fsconfig_reconfigure(fd a) { return kcall::fsconfig_reconfigure(a); }  // 7: one constant, three zeros
result<void> move_mount(fd a, path b, fd c, path d, move_mount_flags e) { return kcall::move_mount(a, b, c, d, e); }  // 4
result<fd> open_tree(fd a, path b, open_tree_flags c) { return kcall::open_tree(a, b, c); }  // 3
result<fd> open_tree_attr(fd a, path b, open_tree_flags c, const mount_attr& d) { return kcall::open_tree_attr(a, b, c, d); }  // 5: one constant
result<void> mount_setattr(fd a, path b, at_flags c, const mount_attr& d) { return kcall::mount_setattr(a, b, c, d); }  // 5: one constant

result<void> swapon(path a, swap_flags b) { return kcall::swapon(a, b); }  // 3
result<void> swapoff(path a) { return kcall::swapoff(a); }  // 3

result<void> quotactl(quota_command a, quota_type b, path c, uint32_t d, void* e) { return kcall::quotactl(a, b, c, d, e); }  // 8, 9: three arguments move, one argument is computed; one more register in between
result<void> quotactl_fd(fd a, quota_command b, quota_type c, uint32_t d, void* e) { return kcall::quotactl_fd(a, b, c, d, e); }  // 7, 8: two arguments move, one argument is computed; one more register in between
result<void> quotactl_getquota(path a, quota_type b, uint32_t c, if_dqblk& d) { return kcall::quotactl_getquota(a, b, c, d); }  // 9: two arguments move, one argument is computed, two change places
result<void> quotactl_setquota(path a, quota_type b, uint32_t c, const if_dqblk& d) { return kcall::quotactl_setquota(a, b, c, d); }  // 9: two arguments move, one argument is computed, two change places
result<void> quotactl_getnextquota(path a, quota_type b, uint32_t c, if_nextdqblk& d) { return kcall::quotactl_getnextquota(a, b, c, d); }  // 9: two arguments move, one argument is computed, two change places
result<void> quotactl_getinfo(path a, quota_type b, if_dqinfo& c) { return kcall::quotactl_getinfo(a, b, c); }  // 9: a zero, two arguments move, one argument is computed, two change places
result<void> quotactl_setinfo(path a, quota_type b, const if_dqinfo& c) { return kcall::quotactl_setinfo(a, b, c); }  // 9: a zero, two arguments move, one argument is computed, two change places
result<void> quotactl_getfmt(path a, quota_type b, quota_format& c) { return kcall::quotactl_getfmt(a, b, c); }  // 9: a zero, two arguments move, one argument is computed, two change places
result<void> quotactl_quotaon(path a, quota_type b, quota_format c, path d) { return kcall::quotactl_quotaon(a, b, c, d); }  // 9: two arguments move, one argument is computed, two change places
result<void> quotactl_quotaoff(path a, quota_type b) { return kcall::quotactl_quotaoff(a, b); }  // 9: two zeros, one argument moves, one argument is computed, two change places
result<void> quotactl_sync(path a, quota_type b) { return kcall::quotactl_sync(a, b); }  // 9: two zeros, one argument moves, one argument is computed, two change places

result<void> acct(path a) { return kcall::acct(a); }  // 3

}  // namespace out
