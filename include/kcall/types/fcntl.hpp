// What fcntl(2) takes: commands, record locks, seals, owners.
#pragma once
#include <kcall/types/ids.hpp>
#include <kcall/types/open.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Commands of fcntl(2) (F_*).
enum class fcntl_command : uint32_t {
  dupfd = 0,
  getfd = 1,
  setfd = 2,
  getfl = 3,
  setfl = 4,
  /// With a pointer to the `long` version of struct flock: see getlk64.
  getlk = 5,
  setlk = 6,
  setlkw = 7,
  setown = 8,
  getown = 9,
  setsig = 10,
  getsig = 11,
  /// The next three exist where registers have four bytes, where getlk's structure has four-byte offsets. Given a
  /// flock_t, fcntl() picks by itself.
  getlk64 = 12,
  setlk64 = 13,
  setlkw64 = 14,
  setown_ex = 15,
  getown_ex = 16,
  getowner_uids = 17,
  ofd_getlk = 36,
  ofd_setlk = 37,
  ofd_setlkw = 38,
  setlease = 1024,
  getlease = 1025,
  notify = 1026,
  dupfd_query = 1027,
  created_query = 1028,
  dupfd_cloexec = 1030,
  setpipe_sz = 1031,
  getpipe_sz = 1032,
  add_seals = 1033,
  get_seals = 1034,
  get_rw_hint = 1035,
  set_rw_hint = 1036,
  get_file_rw_hint = 1037,
  set_file_rw_hint = 1038,
  getdeleg = 1039,
  setdeleg = 1040,
};

/// Flags of a descriptor, not of its open file (FD_*).
enum class fd_flags : uint32_t { cloexec = 1 };
void is_flags(fd_flags);

/// What must no longer be done to a memfd (F_SEAL_*). A long, because kernels before 6.5 refuse what they find in the upper
/// half of its register.
enum class seals : unsigned long {
  seal = 1,
  shrink = 2,
  grow = 4,
  write = 8,
  /// Since Linux 5.1.
  future_write = 16,
  /// Since Linux 6.3.
  exec = 32,
};
void is_flags(seals);

// g++ 12 takes a scoped enumerator for something that hides an alias of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// Whom an f_owner_ex names (F_OWNER_*).
enum class owner_type : int32_t { tid = 0, pid = 1, pgrp = 2 };
#pragma GCC diagnostic pop

/// Who gets the signals of a file.
struct f_owner_ex {
  owner_type type;
  kcall::pid pid;
};

/// Kinds of record locks and leases (F_RDLCK, F_WRLCK, F_UNLCK).
enum class lock_type : int16_t { rdlck = 0, wrlck = 1, unlck = 2 };

namespace detail {

/// A seek in the two bytes that struct flock has for it.
class seek16 {
 public:
  constexpr seek16() = default;
  KCALL_INLINE constexpr seek16(seek whence) : value_(static_cast<int16_t>(whence)) {}
  KCALL_INLINE constexpr operator seek() const { return static_cast<seek>(value_); }

 private:
  int16_t value_ = 0;
};

}  // namespace detail

/// A record lock (struct flock, with 64-bit offsets on every ABI).
struct flock_t {
  lock_type l_type = lock_type::rdlck;
  /// What l_start counts from.
  detail::seek16 l_whence = seek::set;
  /// In bytes.
  int64_t l_start = 0;
  /// In bytes; 0: to the end of the file, however it grows.
  int64_t l_len = 0;
  /// Out: who holds the lock that is in the way; pid{-1} where it belongs to an open file and not to a process.
  pid l_pid{};
};

namespace detail {

/// flock_t as ia32 calls have it (struct flock64): its 64-bit members are aligned to four bytes.
struct flock_ia32 {
  lock_type l_type;
  seek16 l_whence;
  uint32_t start_low, start_high;
  uint32_t len_low, len_high;
  pid l_pid;
};
static_assert(sizeof(flock_ia32) == 24);
static_assert(sizeof(flock_t) == (alignof(long) == 8 ? 32 : 24));

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
