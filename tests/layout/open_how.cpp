// Opening: openat2, close_range, handles, files in memory, times.
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/memfd.h>
#include <linux/openat2.h>
#include <sys/stat.h>

#include <kcall/types/file_times.hpp>
#include <kcall/types/handle.hpp>
#include <kcall/types/memfd.hpp>
#include <kcall/types/open_how.hpp>

#include "same.hpp"

SAME_SIZE(kcall::open_how, ::open_how);
SAME_FIELD(kcall::open_how, flags, ::open_how, flags);
SAME_FIELD(kcall::open_how, mode, ::open_how, mode);
SAME_FIELD(kcall::open_how, resolve, ::open_how, resolve);
SAME_VALUE(kcall::resolve_flags::no_xdev, RESOLVE_NO_XDEV);
SAME_VALUE(kcall::resolve_flags::no_magiclinks, RESOLVE_NO_MAGICLINKS);
SAME_VALUE(kcall::resolve_flags::no_symlinks, RESOLVE_NO_SYMLINKS);
SAME_VALUE(kcall::resolve_flags::beneath, RESOLVE_BENEATH);
SAME_VALUE(kcall::resolve_flags::in_root, RESOLVE_IN_ROOT);
SAME_VALUE(kcall::resolve_flags::cached, RESOLVE_CACHED);
SAME_VALUE(kcall::close_range_flags::unshare, CLOSE_RANGE_UNSHARE);
SAME_VALUE(kcall::close_range_flags::cloexec, CLOSE_RANGE_CLOEXEC);

static_assert(sizeof(kcall::file_handle) == sizeof(::file_handle) + MAX_HANDLE_SZ);
static_assert(alignof(kcall::file_handle) == alignof(::file_handle));
SAME_FIELD(kcall::file_handle, handle_bytes, ::file_handle, handle_bytes);
SAME_FIELD(kcall::file_handle, handle_type, ::file_handle, handle_type);
static_assert(offsetof(kcall::file_handle, f_handle) == sizeof(::file_handle));

SAME_VALUE(kcall::memfd_flags::cloexec, MFD_CLOEXEC);
SAME_VALUE(kcall::memfd_flags::allow_sealing, MFD_ALLOW_SEALING);
SAME_VALUE(kcall::memfd_flags::hugetlb, MFD_HUGETLB);
#ifdef MFD_NOEXEC_SEAL
SAME_VALUE(kcall::memfd_flags::noexec_seal, MFD_NOEXEC_SEAL);
SAME_VALUE(kcall::memfd_flags::exec, MFD_EXEC);
#endif
SAME_VALUE(kcall::memfd_huge(16), MFD_HUGETLB | MFD_HUGE_64KB);
SAME_VALUE(kcall::memfd_huge(21), MFD_HUGETLB | MFD_HUGE_2MB);
SAME_VALUE(kcall::memfd_huge(30), MFD_HUGETLB | MFD_HUGE_1GB);
SAME_VALUE(kcall::memfd_huge(34), MFD_HUGETLB | MFD_HUGE_16GB);

SAME_VALUE(kcall::utime_now, UTIME_NOW);
SAME_VALUE(kcall::utime_omit, UTIME_OMIT);
// On 64-bit ABIs the kernel reads it as it is (linux/utime.h: two __kernel_old_time_t).
static_assert(sizeof(kcall::utimbuf) == 16 && offsetof(kcall::utimbuf, actime) == 0 &&
              offsetof(kcall::utimbuf, modtime) == 8);
