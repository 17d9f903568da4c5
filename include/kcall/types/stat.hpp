// What stat(2) and its relatives say about a file.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

// Not in detail, so that is_directory(status) is found without kcall:: before it.

/// x86's struct stat (arch/x86/include/uapi/asm/stat.h), as x86-64 and x32 have it.
struct stat_x86 {
  uint64_t st_dev;
  uint64_t st_ino;
  uint64_t st_nlink;
  uint32_t st_mode;
  uint32_t st_uid;
  uint32_t st_gid;
  uint32_t padding_;
  uint64_t st_rdev;
  int64_t st_size;
  int64_t st_blksize;
  int64_t st_blocks;
  timespec st_atim;
  timespec st_mtim;
  timespec st_ctim;
  int64_t unused_[3];
};

/// The struct stat of 64-bit ABIs newer than x86-64 (include/uapi/asm-generic/stat.h).
struct stat_generic {
  uint64_t st_dev;
  uint64_t st_ino;
  uint32_t st_mode;
  uint32_t st_nlink;
  uint32_t st_uid;
  uint32_t st_gid;
  uint64_t st_rdev;
  uint64_t padding_;
  int64_t st_size;
  int32_t st_blksize;
  int32_t padding2_;
  int64_t st_blocks;
  timespec st_atim;
  timespec st_mtim;
  timespec st_ctim;
  uint32_t unused_[2];
};

namespace detail {

// The names follow nr's: ABIs of the generic table have no stat, those with 64-bit registers have newfstatat.
template <class N>
concept has_stat = requires {
  N::stat;
};
template <class N>
concept has_newfstatat = requires {
  N::newfstatat;
};

template <class N>
struct stat_of {
  using type = stat_generic;
};
template <has_stat N>
struct stat_of<N> {
  using type = stat_x86;
};

}  // namespace detail

/// A file's status. On 64-bit ABIs the kernel's own struct stat, which it fills in place; on ia32 the same members with
/// 64-bit sizes, inode numbers and times, filled from statx.
///
///   st_dev, st_rdev    device of the file, device that a special file is: see device_major(), device_minor()
///   st_ino, st_nlink   inode number, number of hard links
///   st_mode            type and permissions: see is_directory() and so on, permissions()
///   st_uid, st_gid     owner, group
///   st_size            bytes
///   st_blksize         bytes to read or write at once, st_blocks: allocated units of 512 bytes
///   st_atim, st_mtim, st_ctim   last access, change of contents, change of status
using stat_t = detail::stat_of<abi::native::nr>::type;

namespace detail {

/// The kernel fills stat_t in place for this gate's calls.
template <class N>
KCALL_INLINE constexpr bool stat_in_place() {
  return has_newfstatat<N> && has_newfstatat<abi::native::nr> && has_stat<N> == has_stat<abi::native::nr>;
}

// Where the members are is for tests/unit/stat_test.cpp to check: a dozen offsets cost what a dozen functions do.
static_assert(sizeof(stat_x86) == 144 && sizeof(stat_generic) == 128);

}  // namespace detail

/// The major number in a device number: which driver.
KCALL_INLINE constexpr uint32_t device_major(uint64_t device) {
  return static_cast<uint32_t>((device >> 8) & 0xfff) | static_cast<uint32_t>((device >> 32) & 0xfffff000);
}
/// The minor number in a device number: which of the driver's devices.
KCALL_INLINE constexpr uint32_t device_minor(uint64_t device) {
  return static_cast<uint32_t>(device & 0xff) | static_cast<uint32_t>((device >> 12) & 0xffffff00);
}
/// The device number with these parts, as st_dev and st_rdev have it.
KCALL_INLINE constexpr uint64_t make_device(uint32_t major_number, uint32_t minor_number) {
  return (uint64_t{major_number & 0xfffff000} << 32) | (uint64_t{major_number & 0xfff} << 8) |
         (uint64_t{minor_number & 0xffffff00} << 12) | (minor_number & 0xff);
}

namespace detail {

template <class T>
concept stat_like = requires(const T& s) {
  s.st_mode;
};
template <class T>
concept statx_like = requires(const T& s) {
  s.stx_mode;
};
template <class T>
concept has_mode = same_as<T, mode> || integer<T> || stat_like<T> || statx_like<T>;

}  // namespace detail

/// Type and permissions out of a mode, an st_mode or stx_mode, a stat_t or a statx_t. So do all functions below.
template <detail::has_mode T>
KCALL_INLINE constexpr mode mode_of(const T& s) {
  if constexpr (detail::stat_like<T>) {
    return static_cast<mode>(s.st_mode);
  } else if constexpr (detail::statx_like<T>) {
    return static_cast<mode>(s.stx_mode);
  } else {
    return static_cast<mode>(s);
  }
}
/// The type alone: mode::ifreg, mode::ifdir, …
template <detail::has_mode T>
KCALL_INLINE constexpr mode file_type(const T& s) {
  return mode_of(s) & mode::ifmt;
}
/// The permissions alone, set-id and sticky bits included: what chmod takes.
template <detail::has_mode T>
KCALL_INLINE constexpr mode permissions(const T& s) {
  return mode_of(s) & ~mode::ifmt;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_regular(const T& s) {
  return file_type(s) == mode::ifreg;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_directory(const T& s) {
  return file_type(s) == mode::ifdir;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_symlink(const T& s) {
  return file_type(s) == mode::iflnk;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_fifo(const T& s) {
  return file_type(s) == mode::ififo;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_socket(const T& s) {
  return file_type(s) == mode::ifsock;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_character_device(const T& s) {
  return file_type(s) == mode::ifchr;
}
template <detail::has_mode T>
KCALL_INLINE constexpr bool is_block_device(const T& s) {
  return file_type(s) == mode::ifblk;
}

}  // namespace kcall::inline KCALL_ABI_TAG
