// Page faults handled by the program: what userfaultfd and its ioctls take, with the same layout on every ABI.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

enum class userfaultfd_flags : uint32_t {
  none = 0,
  /// Faults in user mode only, which needs no privilege (5.11).
  user_mode_only = 1,
  nonblock = 04000,
  cloexec = 02000000,
};
void is_flags(userfaultfd_flags);

/// Requests (UFFDIO_*), and on /dev/userfaultfd USERFAULTFD_IOC_NEW.
enum class uffdio : uint32_t {
  ioc_new = 0xaa00,
  register_ = 0xc020aa00,
  unregister = 0x8010aa01,
  wake = 0x8010aa02,
  copy = 0xc028aa03,
  zeropage = 0xc020aa04,
  move = 0xc028aa05,
  writeprotect = 0xc018aa06,
  continue_ = 0xc020aa07,
  poison = 0xc020aa08,
  api = 0xc018aa3f,
};

/// What the kernel offers, and a program wants (UFFD_FEATURE_*).
enum class uffd_features : uint64_t {
  none = 0,
  pagefault_flag_wp = 1 << 0,
  event_fork = 1 << 1,
  event_remap = 1 << 2,
  event_remove = 1 << 3,
  missing_hugetlbfs = 1 << 4,
  missing_shmem = 1 << 5,
  event_unmap = 1 << 6,
  /// SIGBUS instead of an event.
  sigbus = 1 << 7,
  thread_id = 1 << 8,
  minor_hugetlbfs = 1 << 9,
  minor_shmem = 1 << 10,
  exact_address = 1 << 11,
  wp_hugetlbfs_shmem = 1 << 12,
  /// Since 6.4.
  wp_unpopulated = 1 << 13,
  /// Since 6.6.
  poison = 1 << 14,
  /// Since 6.7.
  wp_async = 1 << 15,
  /// Since 6.8.
  move = 1 << 16,
};
void is_flags(uffd_features);

/// Which faults of a range are told (UFFDIO_REGISTER_MODE_*).
enum class uffdio_register_mode : uint64_t { missing = 1, wp = 2, minor_ = 4 };
void is_flags(uffdio_register_mode);

/// UFFDIO_*_MODE_*: of copy, zeropage, continue, poison, move and writeprotect.
enum class uffdio_mode : uint64_t {
  none = 0,
  /// copy, zeropage, continue, poison, move: whoever waits goes on waiting.
  dontwake = 1,
  /// copy and continue: write-protected from the start.
  wp = 2,
  /// move: holes in the source are no error.
  allow_src_holes = 2,
  /// writeprotect: protects; without it, ends that.
  writeprotect_wp = 1,
  /// writeprotect: whoever waits goes on waiting.
  writeprotect_dontwake = 2,
};
void is_flags(uffdio_mode);

/// UFFD_API.
inline constexpr uint64_t uffd_api = 0xaa;

struct uffdio_api_t {
  uint64_t api = uffd_api;
  /// In: those wanted. Out: all there are.
  uffd_features features{};
  /// Out: bit n for request n.
  uint64_t ioctls = 0;
};
struct uffdio_range {
  uint64_t start;
  uint64_t len;
};
struct uffdio_register_t {
  uffdio_range range;
  uffdio_register_mode mode;
  /// Out: bit n for request n.
  uint64_t ioctls = 0;
};
struct uffdio_copy_t {
  uint64_t dst;
  uint64_t src;
  uint64_t len;
  uffdio_mode mode = uffdio_mode::none;
  /// Out: bytes copied, or a negative error.
  int64_t copy = 0;
};
struct uffdio_zeropage_t {
  uffdio_range range;
  uffdio_mode mode = uffdio_mode::none;
  /// Out: bytes zeroed, or a negative error.
  int64_t zeropage = 0;
};
struct uffdio_writeprotect_t {
  uffdio_range range;
  uffdio_mode mode;
};
struct uffdio_continue_t {
  uffdio_range range;
  uffdio_mode mode = uffdio_mode::none;
  /// Out: bytes mapped, or a negative error.
  int64_t mapped = 0;
};
struct uffdio_poison_t {
  uffdio_range range;
  uffdio_mode mode = uffdio_mode::none;
  /// Out: bytes poisoned, or a negative error.
  int64_t updated = 0;
};
struct uffdio_move_t {
  uint64_t dst;
  uint64_t src;
  uint64_t len;
  uffdio_mode mode = uffdio_mode::none;
  /// Out: bytes moved, or a negative error.
  int64_t move = 0;
};

/// What happened (UFFD_EVENT_*).
enum class uffd_event : uint8_t { pagefault = 0x12, fork = 0x13, remap = 0x14, remove = 0x15, unmap = 0x16 };

/// UFFD_PAGEFAULT_FLAG_*.
enum class uffd_pagefault_flags : uint64_t { write = 1, wp = 2, minor_ = 4 };
void is_flags(uffd_pagefault_flags);

/// What reading from a userfaultfd gives.
struct uffd_msg {
  uffd_event event;
  uint8_t reserved1;
  uint16_t reserved2;
  uint32_t reserved3;
  union {
    struct {
      uffd_pagefault_flags flags;
      uint64_t address;
      union {
        /// With uffd_features::thread_id.
        uint32_t ptid;
      } feat;
    } pagefault;
    struct {
      /// A userfaultfd for the child.
      uint32_t ufd;
    } fork;
    struct {
      uint64_t from;
      uint64_t to;
      uint64_t len;
    } remap;
    struct {
      uint64_t start;
      uint64_t end;
    } remove;
    struct {
      uint64_t reserved1;
      uint64_t reserved2;
      uint64_t reserved3;
    } reserved;
  } arg;
};
static_assert(sizeof(uffd_msg) == 32);

}  // namespace kcall::inline KCALL_ABI_TAG
