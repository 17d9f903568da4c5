// What is known and told of files. How to read this: run.py.
//
// Not here:
//   ustat: device numbers that do not fit 32 bits are refused first
#include <kcall/call/advice.hpp>
#include <kcall/call/fanotify.hpp>
#include <kcall/call/file_attr.hpp>
#include <kcall/call/file_times.hpp>
#include <kcall/call/inotify.hpp>
#include <kcall/call/stat.hpp>
#include <kcall/call/statfs.hpp>
#include <kcall/call/statmount.hpp>
#include <kcall/call/sync.hpp>
#include <kcall/call/sysfs.hpp>

namespace out {

using namespace kcall;

result<void> statx(fd a, path b, at_flags c, statx_mask d, statx_t& e) { return kcall::statx(a, b, c, d, e); }  // 4
result<void> fstatat(fd a, path b, stat_t& c, at_flags d) { return kcall::fstatat(a, b, c, d); }  // 4
result<void> stat(path a, stat_t& b) { return kcall::stat(a, b); }  // 3
result<void> lstat(path a, stat_t& b) { return kcall::lstat(a, b); }  // 3
result<void> fstat(fd a, stat_t& b) { return kcall::fstat(a, b); }  // 3

result<void> statfs(path a, statfs_t& b) { return kcall::statfs(a, b); }  // 3
result<void> fstatfs(fd a, statfs_t& b) { return kcall::fstatfs(a, b); }  // 3

result<void> statmount(const mnt_id_req& a, void* b, size_t c, statmount_flags d) { return kcall::statmount(a, b, c, d); }  // 4
result<size_t> listmount(const mnt_id_req& a, uint64_t* b, size_t c, listmount_flags d) { return kcall::listmount(a, b, c, d); }  // 4

result<int> sysfs(path a) { return kcall::sysfs(a); }  // 5: one constant, one argument moves
result<void> sysfs_2(unsigned long a, char (&b)[64]) { return kcall::sysfs(a, b); }  // 6, 7: one constant, two arguments move; one more register in between
result<int> sysfs_3() { return kcall::sysfs(); }  // 4: one constant

result<void> file_getattr(fd a, path b, file_attr& c, at_flags d) { return kcall::file_getattr(a, b, c, d); }  // 5: one constant, one argument moves
result<void> file_setattr(fd a, path b, const file_attr& c, at_flags d) { return kcall::file_setattr(a, b, c, d); }  // 5: one constant, one argument moves

result<void> utimensat(fd a, path b, const timespec* c, at_flags d) { return kcall::utimensat(a, b, c, d); }  // 4
result<void> futimens(fd a, const timespec* b) { return kcall::futimens(a, b); }  // 6: two zeros, one argument moves
result<void> futimesat(fd a, path b, const timeval* c) { return kcall::futimesat(a, b, c); }  // 3
result<void> utimes(path a, const timeval* b) { return kcall::utimes(a, b); }  // 3
result<void> utime(path a, const utimbuf* b) { return kcall::utime(a, b); }  // 3

result<void> fallocate(fd a, fallocate_flags b, int64_t c, int64_t d) { return kcall::fallocate(a, b, c, d); }  // 4
result<void> fadvise64(fd a, int64_t b, int64_t c, fadvise_advice d) { return kcall::fadvise64(a, b, c, d); }  // 4
result<void> posix_fadvise(fd a, int64_t b, int64_t c, fadvise_advice d) { return kcall::posix_fadvise(a, b, c, d); }  // 4
result<void> readahead(fd a, int64_t b, size_t c) { return kcall::readahead(a, b, c); }  // 3
result<void> cachestat(fd a, const cachestat_range& b, cachestat_t& c) { return kcall::cachestat(a, b, c); }  // 4: a zero

void sync() { kcall::sync(); }  // 3
result<void> syncfs(fd a) { return kcall::syncfs(a); }  // 3
result<void> sync_file_range(fd a, int64_t b, int64_t c, sync_file_range_flags d) { return kcall::sync_file_range(a, b, c, d); }  // 4

result<fd> inotify_init1(inotify_flags a) { return kcall::inotify_init1(a); }  // 3
result<fd> inotify_init() { return kcall::inotify_init(); }  // 3
result<inotify_watch> inotify_add_watch(fd a, path b, inotify_mask c) { return kcall::inotify_add_watch(a, b, c); }  // 3
result<void> inotify_rm_watch(fd a, inotify_watch b) { return kcall::inotify_rm_watch(a, b); }  // 3

result<fd> fanotify_init(fanotify_flags a, open_flags b) { return kcall::fanotify_init(a, b); }  // 4: one argument is computed
result<void> fanotify_mark(fd a, fanotify_mark_flags b, fanotify_mask c, fd d, path e) { return kcall::fanotify_mark(a, b, c, d, e); }  // 4

}  // namespace out
