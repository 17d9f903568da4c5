// userfaultfd's structures and requests.
#include <fcntl.h>
#include <linux/ioctl.h>
#include <linux/userfaultfd.h>

#include <kcall/types/userfaultfd.hpp>

#include "same.hpp"

SAME_VALUE(kcall::userfaultfd_flags::cloexec, O_CLOEXEC);
SAME_VALUE(kcall::userfaultfd_flags::nonblock, O_NONBLOCK);
SAME_VALUE(kcall::userfaultfd_flags::user_mode_only, UFFD_USER_MODE_ONLY);
SAME_VALUE(kcall::uffd_api, UFFD_API);

using kcall::uffdio;
#ifdef USERFAULTFD_IOC_NEW
SAME_VALUE(uffdio::ioc_new, USERFAULTFD_IOC_NEW);
#endif
SAME_VALUE(uffdio::api, UFFDIO_API);
SAME_VALUE(uffdio::register_, UFFDIO_REGISTER);
SAME_VALUE(uffdio::unregister, UFFDIO_UNREGISTER);
SAME_VALUE(uffdio::wake, UFFDIO_WAKE);
SAME_VALUE(uffdio::copy, UFFDIO_COPY);
SAME_VALUE(uffdio::zeropage, UFFDIO_ZEROPAGE);
SAME_VALUE(uffdio::writeprotect, UFFDIO_WRITEPROTECT);
SAME_VALUE(uffdio::continue_, UFFDIO_CONTINUE);

using kcall::uffd_features;
SAME_VALUE(uffd_features::pagefault_flag_wp, UFFD_FEATURE_PAGEFAULT_FLAG_WP);
SAME_VALUE(uffd_features::event_fork, UFFD_FEATURE_EVENT_FORK);
SAME_VALUE(uffd_features::event_remap, UFFD_FEATURE_EVENT_REMAP);
SAME_VALUE(uffd_features::event_remove, UFFD_FEATURE_EVENT_REMOVE);
SAME_VALUE(uffd_features::missing_hugetlbfs, UFFD_FEATURE_MISSING_HUGETLBFS);
SAME_VALUE(uffd_features::missing_shmem, UFFD_FEATURE_MISSING_SHMEM);
SAME_VALUE(uffd_features::event_unmap, UFFD_FEATURE_EVENT_UNMAP);
SAME_VALUE(uffd_features::sigbus, UFFD_FEATURE_SIGBUS);
SAME_VALUE(uffd_features::thread_id, UFFD_FEATURE_THREAD_ID);
SAME_VALUE(uffd_features::minor_hugetlbfs, UFFD_FEATURE_MINOR_HUGETLBFS);
SAME_VALUE(uffd_features::minor_shmem, UFFD_FEATURE_MINOR_SHMEM);
#ifdef UFFD_FEATURE_EXACT_ADDRESS
SAME_VALUE(uffd_features::exact_address, UFFD_FEATURE_EXACT_ADDRESS);
#endif
#ifdef UFFD_FEATURE_WP_HUGETLBFS_SHMEM
SAME_VALUE(uffd_features::wp_hugetlbfs_shmem, UFFD_FEATURE_WP_HUGETLBFS_SHMEM);
#endif
#ifdef UFFD_FEATURE_WP_UNPOPULATED
SAME_VALUE(uffd_features::wp_unpopulated, UFFD_FEATURE_WP_UNPOPULATED);
#endif
#ifdef UFFD_FEATURE_POISON
SAME_VALUE(uffd_features::poison, UFFD_FEATURE_POISON);
#endif
#ifdef UFFD_FEATURE_WP_ASYNC
SAME_VALUE(uffd_features::wp_async, UFFD_FEATURE_WP_ASYNC);
#endif
#ifdef UFFD_FEATURE_MOVE
SAME_VALUE(uffd_features::move, UFFD_FEATURE_MOVE);
#endif

SAME_VALUE(kcall::uffdio_register_mode::missing, UFFDIO_REGISTER_MODE_MISSING);
SAME_VALUE(kcall::uffdio_register_mode::wp, UFFDIO_REGISTER_MODE_WP);
SAME_VALUE(kcall::uffdio_register_mode::minor_, UFFDIO_REGISTER_MODE_MINOR);
SAME_VALUE(kcall::uffdio_mode::dontwake, UFFDIO_COPY_MODE_DONTWAKE);
SAME_VALUE(kcall::uffdio_mode::dontwake, UFFDIO_ZEROPAGE_MODE_DONTWAKE);
SAME_VALUE(kcall::uffdio_mode::dontwake, UFFDIO_CONTINUE_MODE_DONTWAKE);
SAME_VALUE(kcall::uffdio_mode::wp, UFFDIO_COPY_MODE_WP);
SAME_VALUE(kcall::uffdio_mode::writeprotect_wp, UFFDIO_WRITEPROTECT_MODE_WP);
SAME_VALUE(kcall::uffdio_mode::writeprotect_dontwake, UFFDIO_WRITEPROTECT_MODE_DONTWAKE);
SAME_VALUE(kcall::uffd_event::pagefault, UFFD_EVENT_PAGEFAULT);
SAME_VALUE(kcall::uffd_event::fork, UFFD_EVENT_FORK);
SAME_VALUE(kcall::uffd_event::remap, UFFD_EVENT_REMAP);
SAME_VALUE(kcall::uffd_event::remove, UFFD_EVENT_REMOVE);
SAME_VALUE(kcall::uffd_event::unmap, UFFD_EVENT_UNMAP);
SAME_VALUE(kcall::uffd_pagefault_flags::write, UFFD_PAGEFAULT_FLAG_WRITE);
SAME_VALUE(kcall::uffd_pagefault_flags::wp, UFFD_PAGEFAULT_FLAG_WP);
SAME_VALUE(kcall::uffd_pagefault_flags::minor_, UFFD_PAGEFAULT_FLAG_MINOR);

SAME_SIZE(kcall::uffdio_api_t, ::uffdio_api);
SAME_FIELD(kcall::uffdio_api_t, api, ::uffdio_api, api);
SAME_FIELD(kcall::uffdio_api_t, features, ::uffdio_api, features);
SAME_FIELD(kcall::uffdio_api_t, ioctls, ::uffdio_api, ioctls);
SAME_SIZE(kcall::uffdio_range, ::uffdio_range);
SAME_FIELD(kcall::uffdio_range, start, ::uffdio_range, start);
SAME_FIELD(kcall::uffdio_range, len, ::uffdio_range, len);
SAME_SIZE(kcall::uffdio_register_t, ::uffdio_register);
SAME_FIELD(kcall::uffdio_register_t, range, ::uffdio_register, range);
SAME_FIELD(kcall::uffdio_register_t, mode, ::uffdio_register, mode);
SAME_FIELD(kcall::uffdio_register_t, ioctls, ::uffdio_register, ioctls);
SAME_SIZE(kcall::uffdio_copy_t, ::uffdio_copy);
SAME_FIELD(kcall::uffdio_copy_t, dst, ::uffdio_copy, dst);
SAME_FIELD(kcall::uffdio_copy_t, src, ::uffdio_copy, src);
SAME_FIELD(kcall::uffdio_copy_t, len, ::uffdio_copy, len);
SAME_FIELD(kcall::uffdio_copy_t, mode, ::uffdio_copy, mode);
SAME_FIELD(kcall::uffdio_copy_t, copy, ::uffdio_copy, copy);
SAME_SIZE(kcall::uffdio_zeropage_t, ::uffdio_zeropage);
SAME_FIELD(kcall::uffdio_zeropage_t, range, ::uffdio_zeropage, range);
SAME_FIELD(kcall::uffdio_zeropage_t, mode, ::uffdio_zeropage, mode);
SAME_FIELD(kcall::uffdio_zeropage_t, zeropage, ::uffdio_zeropage, zeropage);
SAME_SIZE(kcall::uffdio_writeprotect_t, ::uffdio_writeprotect);
SAME_FIELD(kcall::uffdio_writeprotect_t, range, ::uffdio_writeprotect, range);
SAME_FIELD(kcall::uffdio_writeprotect_t, mode, ::uffdio_writeprotect, mode);
SAME_SIZE(kcall::uffdio_continue_t, ::uffdio_continue);
SAME_FIELD(kcall::uffdio_continue_t, range, ::uffdio_continue, range);
SAME_FIELD(kcall::uffdio_continue_t, mode, ::uffdio_continue, mode);
SAME_FIELD(kcall::uffdio_continue_t, mapped, ::uffdio_continue, mapped);

// The kernel's is packed, which changes no offset.
static_assert(sizeof(kcall::uffd_msg) == sizeof(::uffd_msg));
SAME_FIELD(kcall::uffd_msg, event, ::uffd_msg, event);
SAME_FIELD(kcall::uffd_msg, arg.pagefault.flags, ::uffd_msg, arg.pagefault.flags);
SAME_FIELD(kcall::uffd_msg, arg.pagefault.address, ::uffd_msg, arg.pagefault.address);
SAME_FIELD(kcall::uffd_msg, arg.pagefault.feat.ptid, ::uffd_msg, arg.pagefault.feat.ptid);
SAME_FIELD(kcall::uffd_msg, arg.fork.ufd, ::uffd_msg, arg.fork.ufd);
SAME_FIELD(kcall::uffd_msg, arg.remap.from, ::uffd_msg, arg.remap.from);
SAME_FIELD(kcall::uffd_msg, arg.remap.to, ::uffd_msg, arg.remap.to);
SAME_FIELD(kcall::uffd_msg, arg.remap.len, ::uffd_msg, arg.remap.len);
SAME_FIELD(kcall::uffd_msg, arg.remove.start, ::uffd_msg, arg.remove.start);
SAME_FIELD(kcall::uffd_msg, arg.remove.end, ::uffd_msg, arg.remove.end);

// include/uapi/linux/userfaultfd.h of Linux 6.8: both are _IOWR(0xaa, number, the structure).
SAME_VALUE(uffdio::poison, _IOWR(0xaa, 8, kcall::uffdio_poison_t));
SAME_VALUE(uffdio::move, _IOWR(0xaa, 5, kcall::uffdio_move_t));
static_assert(sizeof(kcall::uffdio_poison_t) == 32 && offsetof(kcall::uffdio_poison_t, mode) == 16 &&
              offsetof(kcall::uffdio_poison_t, updated) == 24);
static_assert(sizeof(kcall::uffdio_move_t) == 40 && offsetof(kcall::uffdio_move_t, src) == 8 &&
              offsetof(kcall::uffdio_move_t, len) == 16 && offsetof(kcall::uffdio_move_t, mode) == 24 &&
              offsetof(kcall::uffdio_move_t, move) == 32);
#ifdef UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES
SAME_VALUE(kcall::uffdio_mode::allow_src_holes, UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES);
#else
// include/uapi/linux/userfaultfd.h of Linux 6.8.
static_assert(layout::number(kcall::uffdio_mode::allow_src_holes) == 2);
#endif
