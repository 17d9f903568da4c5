// What open(2) and its relatives take: flags, permissions, origins of a seek.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How to open a file, and its status flags afterwards (O_*): one of rdonly, wronly, rdwr, and any of the rest.
enum class open_flags : uint32_t {
  rdonly = 0,
  wronly = 01,
  rdwr = 02,
  /// Mask of the three above.
  accmode = 03,
  creat = 0100,
  excl = 0200,
  noctty = 0400,
  trunc = 01000,
  append = 02000,
  nonblock = 04000,
  ndelay = nonblock,
  dsync = 010000,
  async = 020000,
  noatime = 01000000,
  cloexec = 02000000,
  sync = 04000000 | dsync,
  rsync = sync,
  path = 010000000,
  direct = abi::native::o_direct,
  /// Never needed: the wrappers set it where the kernel does not.
  largefile = abi::native::o_largefile,
  directory = abi::native::o_directory,
  nofollow = abi::native::o_nofollow,
  tmpfile = 020000000 | directory,
  /// pipe2(2) only: a pipe for watch queues. The bit is excl's.
  notification_pipe = excl,
};
void is_flags(open_flags);

/// Permissions, `mode{0644}` or `mode::irusr | mode::iwusr`, and in what stat(2) gives the file's type too (S_*).
enum class mode : uint32_t {
  ixoth = 01,
  iwoth = 02,
  iroth = 04,
  irwxo = 07,
  ixgrp = 010,
  iwgrp = 020,
  irgrp = 040,
  irwxg = 070,
  ixusr = 0100,
  iwusr = 0200,
  irusr = 0400,
  irwxu = 0700,
  isvtx = 01000,
  isgid = 02000,
  isuid = 04000,
  /// Mask of the types below, which are numbers, not flags: `(m & mode::ifmt) == mode::ifdir`.
  ifmt = 0170000,
  ififo = 010000,
  ifchr = 020000,
  ifdir = 040000,
  ifblk = 060000,
  ifreg = 0100000,
  iflnk = 0120000,
  ifsock = 0140000,
};
void is_flags(mode);

/// What access(2) asks for.
enum class access_mode : uint32_t {
  /// Existence only.
  f_ok = 0,
  x_ok = 1,
  w_ok = 2,
  r_ok = 4,
};
void is_flags(access_mode);

/// What an offset counts from (SEEK_*). data and hole look for the next of those at or after the offset.
enum class seek : uint32_t {
  set = 0,
  cur = 1,
  end = 2,
  data = 3,
  hole = 4,
};

/// Flags of the calls whose names end in "at", and of statx (AT_*). Which call takes which: see its man page.
enum class at_flags : uint32_t {
  symlink_nofollow = 0x100,
  /// faccessat2 only.
  eaccess = 0x200,
  /// unlinkat only.
  removedir = 0x200,
  /// name_to_handle_at only.
  handle_fid = 0x200,
  symlink_follow = 0x400,
  no_automount = 0x800,
  empty_path = 0x1000,
  statx_sync_as_stat = 0,
  statx_force_sync = 0x2000,
  statx_dont_sync = 0x4000,
  /// Mask of the two above.
  statx_sync_type = 0x6000,
  recursive = 0x8000,
  /// execveat only, since Linux 6.14.
  execve_check = 0x10000,
};
void is_flags(at_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
