// A file's status: stat, lstat, fstat, fstatat, statx.
//
//   ABI           the kernel's call          since
//   x86-64, x32   stat lstat fstat newfstatat; they fill stat_t in place
//   aarch64       newfstatat fstat           the same
//   ia32          statx                      4.11; before that fstatat64, fstat64, whose times end in 2038
//
// gate::int80 in 64-bit code takes the ia32 row: its statx_t lies on the stack, which must then be below 4 GiB.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/stat.hpp>
#include <kcall/types/statx.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// statx(2): writes what `mask` asks for (and often more: see stx_mask) about `file`, relative to `dir`, to `status`.
/// With at_flags::empty_path and "" about `dir` itself. Since 4.11. enoent, enotdir, eacces, eloop, enametoolong,
/// ebadf, einval, enosys; eperm where an old container filter forbids it.
template <gate_like G = gate::native>
KCALL_INLINE result<void> statx(fd dir, path file, at_flags flags, statx_mask mask, statx_t& status) {
  return enter<void, G>(nr<G>::statx, dir, file, flags, mask, &status);
}
template <gate_like G = gate::native>
KCALL_INLINE result<statx_t> statx(fd dir, path file, at_flags flags, statx_mask mask) {
  auto r = result<statx_t>::unwritten();
  r.settle(statx<G>(dir, file, flags, mask, *r.place()).word());
  return r;
}

namespace abi {
enum class ia32_nr : uint32_t;
}

namespace detail {

KCALL_INLINE constexpr timespec to_timespec(const statx_timestamp& t) { return {t.tv_sec, t.tv_nsec}; }

// Not `to = {}`: that is a call of memset under clang.
KCALL_INLINE void clear_padding(stat_x86& s) {
  s.padding_ = 0;
  for (auto& word : s.unused_) word = 0;
}
KCALL_INLINE void clear_padding(stat_generic& s) {
  s.padding_ = 0;
  s.padding2_ = 0;
  for (auto& word : s.unused_) word = 0;
}

/// stat_t's fields out of another structure's. Out of line: 300 bytes of moves on ia32, once rather than for each call.
/// The casts are for the fields whose widths differ between ABIs.
[[gnu::noinline]] inline void fill(stat_t& to, const statx_t& from) {
  using nlink = decltype(to.st_nlink);
  using blksize = decltype(to.st_blksize);
  clear_padding(to);
  to.st_dev = make_device(from.stx_dev_major, from.stx_dev_minor);
  to.st_ino = from.stx_ino;
  to.st_nlink = static_cast<nlink>(from.stx_nlink);
  to.st_mode = from.stx_mode;
  to.st_uid = from.stx_uid;
  to.st_gid = from.stx_gid;
  to.st_rdev = make_device(from.stx_rdev_major, from.stx_rdev_minor);
  to.st_size = static_cast<int64_t>(from.stx_size);
  to.st_blksize = static_cast<blksize>(from.stx_blksize);
  to.st_blocks = static_cast<int64_t>(from.stx_blocks);
  to.st_atim = to_timespec(from.stx_atime);
  to.st_mtim = to_timespec(from.stx_mtime);
  to.st_ctim = to_timespec(from.stx_ctime);
}

/// The structure that fstatat64 and fstat64 of an ABI write; none where there are no such calls.
template <class N>
struct stat64_of {};

/// ia32's struct stat64. Packed, because 64-bit code would align its members otherwise.
template <>
struct [[gnu::packed]] stat64_of<abi::ia32_nr> {
  uint64_t st_dev;
  uint32_t padding_;
  uint32_t low_ino_;
  uint32_t st_mode;
  uint32_t st_nlink;
  uint32_t st_uid;
  uint32_t st_gid;
  uint64_t st_rdev;
  uint32_t padding2_;
  int64_t st_size;
  uint32_t st_blksize;
  uint64_t st_blocks;
  int32_t atime_;
  int32_t atime_nsec_;
  int32_t mtime_;
  int32_t mtime_nsec_;
  int32_t ctime_;
  int32_t ctime_nsec_;
  uint64_t st_ino;
};
static_assert(sizeof(stat64_of<abi::ia32_nr>) == 96);

KCALL_INLINE void fill(stat_t& to, const stat64_of<abi::ia32_nr>& from) {
  using nlink = decltype(to.st_nlink);
  using blksize = decltype(to.st_blksize);
  clear_padding(to);
  to.st_dev = from.st_dev;
  to.st_ino = from.st_ino;
  to.st_nlink = static_cast<nlink>(from.st_nlink);
  to.st_mode = from.st_mode;
  to.st_uid = from.st_uid;
  to.st_gid = from.st_gid;
  to.st_rdev = from.st_rdev;
  to.st_size = from.st_size;
  to.st_blksize = static_cast<blksize>(from.st_blksize);
  to.st_blocks = static_cast<int64_t>(from.st_blocks);
  to.st_atim = {from.atime_, from.atime_nsec_};
  to.st_mtim = {from.mtime_, from.mtime_nsec_};
  to.st_ctim = {from.ctime_, from.ctime_nsec_};
}

/// The file that fstat asks about, and what fstatat asks about, so that one function serves both.
struct open_file {
  fd file;
};
struct named_file {
  fd dir;
  path file;
  at_flags flags;
};

template <class G>
KCALL_INLINE result<void> statx_of(open_file f, statx_t& status) {
  return statx<G>(f.file, "", at_flags::empty_path, statx_mask::basic_stats, status);
}
// fstatat does not mount what an automounter would; statx does, unless told.
template <class G>
KCALL_INLINE result<void> statx_of(named_file f, statx_t& status) {
  return statx<G>(f.dir, f.file, f.flags | at_flags::no_automount, statx_mask::basic_stats, status);
}
template <class G, class S>
KCALL_INLINE result<void> stat64_of_file(open_file f, S& status) {
  return enter<void, G>(nr<G>::fstat64, f.file, &status);
}
template <class G, class S>
KCALL_INLINE result<void> stat64_of_file(named_file f, S& status) {
  return enter<void, G>(nr<G>::fstatat64, f.dir, f.file, &status, f.flags);
}

template <class G, class F>
KCALL_COLD long stat_by_stat64(F file, stat_t* status) {
  stat64_of<nr<G>> old;
  const auto r = stat64_of_file<G>(file, old);
  if (r) fill(*status, old);
  return r.word();
}

/// For ABIs whose own struct stat is not stat_t.
template <class G, class F>
KCALL_INLINE result<void> stat_by_statx(F file, stat_t& status) {
  statx_t wide;
  const auto r = statx_of<G>(file, wide);
  if (r) [[likely]] {
    fill(status, wide);
    return r;
  }
  // eperm is what old container filters say of calls that they do not know. If it was the file's, the older call says
  // so again; that is also why nothing is remembered from one call to the next.
  if constexpr (may_lack<0x040b00> && requires { sizeof(stat64_of<nr<G>>::st_ino); }) {
    if (r == errc::enosys || r == errc::eperm) {
      return result<void>::from_word(stat_by_stat64<G>(file, &status));
    }
  }
  return r;
}

}  // namespace detail

/// fstatat(2): writes the status of `file`, relative to `dir`, to `status`. flags: symlink_nofollow for a link itself,
/// empty_path (since 2.6.39) for `dir` itself, no_automount. enoent, enotdir, eacces, eloop, enametoolong, ebadf,
/// einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fstatat(fd dir, path file, stat_t& status, at_flags flags = at_flags{}) {
  if constexpr (detail::stat_in_place<nr<G>>()) {
    return enter<void, G>(nr<G>::newfstatat, dir, file, &status, flags);
  } else {
    return detail::stat_by_statx<G>(detail::named_file{dir, file, flags}, status);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<stat_t> fstatat(fd dir, path file, at_flags flags = at_flags{}) {
  auto r = result<stat_t>::unwritten();
  r.settle(fstatat<G>(dir, file, *r.place(), flags).word());
  return r;
}

/// stat(2): writes the status of `file` to `status`, following symbolic links. enoent, enotdir, eacces, eloop,
/// enametoolong.
template <gate_like G = gate::native>
KCALL_INLINE result<void> stat(path file, stat_t& status) {
  if constexpr (detail::stat_in_place<nr<G>>() && requires { nr<G>::stat; }) {
    return enter<void, G>(nr<G>::stat, file, &status);
  } else {
    return fstatat<G>(at_fdcwd, file, status);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<stat_t> stat(path file) {
  auto r = result<stat_t>::unwritten();
  r.settle(stat<G>(file, *r.place()).word());
  return r;
}

/// lstat(2): as stat, but of a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<void> lstat(path file, stat_t& status) {
  if constexpr (detail::stat_in_place<nr<G>>() && requires { nr<G>::lstat; }) {
    return enter<void, G>(nr<G>::lstat, file, &status);
  } else {
    return fstatat<G>(at_fdcwd, file, status, at_flags::symlink_nofollow);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<stat_t> lstat(path file) {
  auto r = result<stat_t>::unwritten();
  r.settle(lstat<G>(file, *r.place()).word());
  return r;
}

/// fstat(2): writes the status of the open file `f` to `status`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fstat(fd f, stat_t& status) {
  if constexpr (detail::stat_in_place<nr<G>>()) {
    return enter<void, G>(nr<G>::fstat, f, &status);
  } else {
    return detail::stat_by_statx<G>(detail::open_file{f}, status);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<stat_t> fstat(fd f) {
  auto r = result<stat_t>::unwritten();
  r.settle(fstat<G>(f, *r.place()).word());
  return r;
}

}  // namespace kcall::inline KCALL_ABI_TAG
