// Ranges of files: advice, space, writing them out, what of them is cached.
#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/fs.h>
#include <linux/mman.h>

#include <kcall/types/advice.hpp>
#include <kcall/types/sync.hpp>

#include "same.hpp"

SAME_VALUE(kcall::fadvise_advice::normal, POSIX_FADV_NORMAL);
SAME_VALUE(kcall::fadvise_advice::random, POSIX_FADV_RANDOM);
SAME_VALUE(kcall::fadvise_advice::sequential, POSIX_FADV_SEQUENTIAL);
SAME_VALUE(kcall::fadvise_advice::willneed, POSIX_FADV_WILLNEED);
SAME_VALUE(kcall::fadvise_advice::dontneed, POSIX_FADV_DONTNEED);
SAME_VALUE(kcall::fadvise_advice::noreuse, POSIX_FADV_NOREUSE);

SAME_VALUE(kcall::fallocate_flags::keep_size, FALLOC_FL_KEEP_SIZE);
SAME_VALUE(kcall::fallocate_flags::punch_hole, FALLOC_FL_PUNCH_HOLE);
SAME_VALUE(kcall::fallocate_flags::collapse_range, FALLOC_FL_COLLAPSE_RANGE);
SAME_VALUE(kcall::fallocate_flags::zero_range, FALLOC_FL_ZERO_RANGE);
SAME_VALUE(kcall::fallocate_flags::insert_range, FALLOC_FL_INSERT_RANGE);
SAME_VALUE(kcall::fallocate_flags::unshare_range, FALLOC_FL_UNSHARE_RANGE);
#ifdef FALLOC_FL_WRITE_ZEROES
SAME_VALUE(kcall::fallocate_flags::write_zeroes, FALLOC_FL_WRITE_ZEROES);
#endif

SAME_VALUE(kcall::sync_file_range_flags::wait_before, SYNC_FILE_RANGE_WAIT_BEFORE);
SAME_VALUE(kcall::sync_file_range_flags::write, SYNC_FILE_RANGE_WRITE);
SAME_VALUE(kcall::sync_file_range_flags::wait_after, SYNC_FILE_RANGE_WAIT_AFTER);

// Linux 6.5, include/uapi/linux/mman.h: struct cachestat_range and struct cachestat are two and five __u64, in this
// order.
static_assert(offsetof(kcall::cachestat_range, off) == 0 && offsetof(kcall::cachestat_range, len) == 8 &&
              sizeof(kcall::cachestat_range) == 16);
static_assert(offsetof(kcall::cachestat_t, nr_cache) == 0 && offsetof(kcall::cachestat_t, nr_dirty) == 8 &&
              offsetof(kcall::cachestat_t, nr_writeback) == 16 && offsetof(kcall::cachestat_t, nr_evicted) == 24 &&
              offsetof(kcall::cachestat_t, nr_recently_evicted) == 32 && sizeof(kcall::cachestat_t) == 40);
