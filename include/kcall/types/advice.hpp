// What a program tells the kernel about its use of a file, and what it asks about the page cache.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How a range of a file will be used (POSIX_FADV_*).
enum class fadvise_advice : uint32_t {
  normal = 0,
  random = 1,
  sequential = 2,
  willneed = 3,
  dontneed = 4,
  noreuse = 5,
};

/// What fallocate does to a range (FALLOC_FL_*). Nothing set: it allocates blocks, and the file grows as needed.
enum class fallocate_flags : uint32_t {
  /// The file's size stays.
  keep_size = 0x01,
  /// Frees blocks; only with keep_size.
  punch_hole = 0x02,
  /// Takes the range out and moves the rest down.
  collapse_range = 0x08,
  zero_range = 0x10,
  /// Moves the rest up to make a hole.
  insert_range = 0x20,
  unshare_range = 0x40,
  /// Since Linux 6.17.
  write_zeroes = 0x80,
};
void is_flags(fallocate_flags);

/// A range of a file for cachestat.
struct cachestat_range {
  /// In bytes.
  uint64_t off;
  /// In bytes; 0: to the end of the file.
  uint64_t len;
};

/// What lies in the page cache, in pages.
struct cachestat_t {
  uint64_t nr_cache;
  uint64_t nr_dirty;
  uint64_t nr_writeback;
  uint64_t nr_evicted;
  /// Of those: evicted so recently that the loss was felt.
  uint64_t nr_recently_evicted;
};
static_assert(sizeof(cachestat_range) == 16 && sizeof(cachestat_t) == 40);

}  // namespace kcall::inline KCALL_ABI_TAG
