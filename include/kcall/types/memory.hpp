// Mappings: protection, flags, advice.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

// The kernel reads these as unsigned long, all of it: a narrower type would leave the upper half of the register to
// chance, and mprotect refuses what it does not know there.

/// What may be done with pages (PROT_*).
enum class prot : unsigned long {
  none = 0,
  read = 1,
  write = 2,
  exec = 4,
  /// For atomic operations; Linux ignores it.
  sem = 8,
  /// aarch64: only `bti` instructions are targets of indirect branches.
  bti = 0x10,
  /// aarch64: with memory tags.
  mte = 0x20,
  /// mprotect only: down to the start of a mapping that grows down.
  growsdown = 0x01000000,
  /// mprotect only: up to the end of a mapping that grows up.
  growsup = 0x02000000,
};
void is_flags(prot);

/// How to map (MAP_*). One of shared, private_ and shared_validate is required.
enum class map_flags : unsigned long {
  /// Writes reach the file, and others who map it.
  shared = 1,
  /// Copy on write.
  private_ = 2,
  /// shared, but unknown flags are refused with eopnotsupp (4.15).
  shared_validate = 3,
  /// Pages that the kernel may drop, to read as zero, when memory is short (6.11).
  droppable = 8,
  /// Mask of the four above.
  type = 0xf,
  /// Exactly at this address; what is mapped there goes.
  fixed = 0x10,
  /// No file: zeroes.
  anonymous = 0x20,
  /// x86-64: below 2 GiB.
  map_32bit = 0x40,
  /// x86-64: above 4 GiB (6.5).
  above4g = 0x80,
  /// Grows down when the page below it is touched.
  growsdown = 0x100,
  /// Ignored.
  denywrite = 0x800,
  /// Ignored.
  executable = 0x1000,
  /// Locked as by mlock.
  locked = 0x2000,
  /// No swap space is reserved.
  noreserve = 0x4000,
  /// Pages are made present at once.
  populate = 0x8000,
  /// With populate: only those that need no reading.
  nonblock = 0x10000,
  /// Meant for a stack; Linux needs no such hint, and avoids huge pages (6.7).
  stack = 0x20000,
  /// Huge pages, of the default size or that of one of the huge_ flags.
  hugetlb = 0x40000,
  /// With shared_validate, on DAX files: writes are durable (4.15).
  sync = 0x80000,
  /// Exactly at this address; eexist if something is mapped there (4.17; older kernels take the address as a hint).
  fixed_noreplace = 0x100000,
  /// Not cleared; only kernels without memory protection do that.
  uninitialized = 0x4000000,
  huge_16kb = 14U << 26,
  huge_64kb = 16U << 26,
  huge_512kb = 19U << 26,
  huge_1mb = 20U << 26,
  huge_2mb = 21U << 26,
  huge_8mb = 23U << 26,
  huge_16mb = 24U << 26,
  huge_32mb = 25U << 26,
  huge_256mb = 28U << 26,
  huge_512mb = 29U << 26,
  huge_1gb = 30U << 26,
  huge_2gb = 31U << 26,
  huge_16gb = 34U << 26,
};
void is_flags(map_flags);

/// How mremap may go about it (MREMAP_*).
enum class mremap_flags : unsigned long {
  /// Only where it is.
  none = 0,
  maymove = 1,
  /// With maymove: exactly to the new address; what is mapped there goes.
  fixed = 2,
  /// With maymove: the old range stays mapped, empty (5.7; shared and file mappings 5.13).
  dontunmap = 4,
};
void is_flags(mremap_flags);

/// What madvise tells the kernel (MADV_*).
enum class advice : int {
  normal = 0,
  random = 1,
  sequential = 2,
  willneed = 3,
  /// Drops the pages: anonymous memory reads as zero, files are read again.
  dontneed = 4,
  /// Contents may go when memory is short, until written to again (4.5).
  free = 8,
  /// Punches a hole into the file behind a shared mapping.
  remove = 9,
  dontfork = 10,
  dofork = 11,
  mergeable = 12,
  unmergeable = 13,
  hugepage = 14,
  nohugepage = 15,
  dontdump = 16,
  dodump = 17,
  /// A forked child sees zeroes (4.14).
  wipeonfork = 18,
  keeponfork = 19,
  /// Since 5.4.
  cold = 20,
  /// Since 5.4.
  pageout = 21,
  /// Since 5.14.
  populate_read = 22,
  /// Since 5.14.
  populate_write = 23,
  /// Since 5.18.
  dontneed_locked = 24,
  /// Makes huge pages of it now (6.1).
  collapse = 25,
  /// For tests of error handling; needs privilege.
  hwpoison = 100,
  /// For tests of error handling; needs privilege.
  soft_offline = 101,
  /// Access is a SIGSEGV without a mapping being split (6.13).
  guard_install = 102,
  guard_remove = 103,
};

}  // namespace kcall::inline KCALL_ABI_TAG
