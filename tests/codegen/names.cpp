// Names of files, who may do what with them, and what is attached to them. How to read this: run.py.
//
// Not here:
//   mknod, mknodat: device numbers that do not fit 32 bits are refused first
//   setxattrat, getxattrat: the kernel reads a structure of arguments, made here
#include <kcall/call/filesystem.hpp>
#include <kcall/call/handle.hpp>
#include <kcall/call/node.hpp>
#include <kcall/call/permissions.hpp>
#include <kcall/call/xattr.hpp>

namespace out {

using namespace kcall;

result<size_t> getdents64(fd a, void* b, size_t c) { return kcall::getdents64(a, b, c); }  // 3
result<size_t> getdents64_2(fd a, mutable_buffer b) { return kcall::getdents64(a, b); }  // 3
result<void> mkdirat(fd a, path b, mode c) { return kcall::mkdirat(a, b, c); }  // 3
result<void> mkdir(path a, mode b) { return kcall::mkdir(a, b); }  // 3
result<void> unlinkat(fd a, path b, at_flags c) { return kcall::unlinkat(a, b, c); }  // 3
result<void> unlink(path a) { return kcall::unlink(a); }  // 3
result<void> rmdir(path a) { return kcall::rmdir(a); }  // 3
result<void> renameat2(fd a, path b, fd c, path d, rename_flags e) { return kcall::renameat2(a, b, c, d, e); }  // 4
result<void> renameat(fd a, path b, fd c, path d) { return kcall::renameat(a, b, c, d); }  // 4
result<void> rename(path a, path b) { return kcall::rename(a, b); }  // 3
result<void> linkat(fd a, path b, fd c, path d, at_flags e) { return kcall::linkat(a, b, c, d, e); }  // 4
result<void> link(path a, path b) { return kcall::link(a, b); }  // 3
result<void> symlinkat(path a, fd b, path c) { return kcall::symlinkat(a, b, c); }  // 3
result<void> symlink(path a, path b) { return kcall::symlink(a, b); }  // 3
result<size_t> readlinkat(fd a, path b, char* c, size_t d) { return kcall::readlinkat(a, b, c, d); }  // 4
result<size_t> readlinkat_2(fd a, path b, mutable_buffer c) { return kcall::readlinkat(a, b, c); }  // 4: the fourth word moves
result<size_t> readlink(path a, char* b, size_t c) { return kcall::readlink(a, b, c); }  // 3
result<size_t> readlink_2(path a, mutable_buffer b) { return kcall::readlink(a, b); }  // 3
result<void> chdir(path a) { return kcall::chdir(a); }  // 3
result<void> fchdir(fd a) { return kcall::fchdir(a); }  // 3
result<size_t> getcwd(char* a, size_t b) { return kcall::getcwd(a, b); }  // 3
result<size_t> getcwd_2(mutable_buffer a) { return kcall::getcwd(a); }  // 3

result<void> faccessat(fd a, path b, access_mode c) { return kcall::faccessat(a, b, c); }  // 3
result<void> access(path a, access_mode b) { return kcall::access(a, b); }  // 3
result<void> fchmodat(fd a, path b, mode c) { return kcall::fchmodat(a, b, c); }  // 3
result<void> chmod(path a, mode b) { return kcall::chmod(a, b); }  // 3
result<void> fchmod(fd a, mode b) { return kcall::fchmod(a, b); }  // 3
result<void> fchownat(fd a, path b, uid c, gid d, at_flags e) { return kcall::fchownat(a, b, c, d, e); }  // 4
result<void> chown(path a, uid b, gid c) { return kcall::chown(a, b, c); }  // 3
result<void> lchown(path a, uid b, gid c) { return kcall::lchown(a, b, c); }  // 3
result<void> fchown(fd a, uid b, gid c) { return kcall::fchown(a, b, c); }  // 3
mode umask(mode a) { return kcall::umask(a); }  // 3

result<void> mkfifoat(fd a, path b, mode c) { return kcall::mkfifoat(a, b, c); }  // 5: a zero, one argument is computed
result<void> mkfifo(path a, mode b) { return kcall::mkfifo(a, b); }  // 5: a zero, one argument is computed

result<void> name_to_handle_at(fd a, path b, file_handle& c, int32_t& d, at_flags e) { return kcall::name_to_handle_at(a, b, c, d, e); }  // 5: one argument is computed
result<void> name_to_handle_at_2(fd a, path b, file_handle& c, uint64_t& d, at_flags e) { return kcall::name_to_handle_at(a, b, c, d, e); }  // 5: one argument is computed
result<fd> open_by_handle_at(fd a, const file_handle& b, open_flags c) { return kcall::open_by_handle_at(a, b, c); }  // 3

result<void> setxattr(path a, path b, const_buffer c, xattr_flags d) { return kcall::setxattr(a, b, c, d); }  // 4
result<void> lsetxattr(path a, path b, const_buffer c, xattr_flags d) { return kcall::lsetxattr(a, b, c, d); }  // 4
result<void> fsetxattr(fd a, path b, const_buffer c, xattr_flags d) { return kcall::fsetxattr(a, b, c, d); }  // 4
result<size_t> getxattr(path a, path b, mutable_buffer c) { return kcall::getxattr(a, b, c); }  // 4: the fourth word moves
result<size_t> lgetxattr(path a, path b, mutable_buffer c) { return kcall::lgetxattr(a, b, c); }  // 4: the fourth word moves
result<size_t> fgetxattr(fd a, path b, mutable_buffer c) { return kcall::fgetxattr(a, b, c); }  // 4: the fourth word moves
result<size_t> listxattr(path a, mutable_buffer b) { return kcall::listxattr(a, b); }  // 3
result<size_t> llistxattr(path a, mutable_buffer b) { return kcall::llistxattr(a, b); }  // 3
result<size_t> flistxattr(fd a, mutable_buffer b) { return kcall::flistxattr(a, b); }  // 3
result<void> removexattr(path a, path b) { return kcall::removexattr(a, b); }  // 3
result<void> lremovexattr(path a, path b) { return kcall::lremovexattr(a, b); }  // 3
result<void> fremovexattr(fd a, path b) { return kcall::fremovexattr(a, b); }  // 3
result<size_t> listxattrat(fd a, path b, at_flags c, mutable_buffer d) { return kcall::listxattrat(a, b, c, d); }  // 4
result<void> removexattrat(fd a, path b, at_flags c, path d) { return kcall::removexattrat(a, b, c, d); }  // 4

}  // namespace out
