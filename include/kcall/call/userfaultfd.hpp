// Page faults handled by the program: userfaultfd(2) and ioctl_userfaultfd(2). Events are read(2) as uffd_msg.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/userfaultfd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// userfaultfd(2): a descriptor that page faults are told to; uffdio_api() comes next. Since 4.3. eperm: without
/// privilege only with user_mode_only; einval, emfile, enfile, enomem, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> userfaultfd(userfaultfd_flags flags) {
  return enter<fd, G>(nr<G>::userfaultfd, flags);
}

/// USERFAULTFD_IOC_NEW: the same from an open /dev/userfaultfd, whose permissions decide. Since 6.1. enotty.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> userfaultfd_new(fd device, userfaultfd_flags flags) {
  return enter<fd, G>(nr<G>::ioctl, device, uffdio::ioc_new, to_word(flags));
}

/// UFFDIO_API, ioctl_userfaultfd(2): agrees on features; must come first. einval: wanted ones are missing, or it is
/// done already; eperm: event_fork without CAP_SYS_PTRACE; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_api(fd f, uffdio_api_t& agreed) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::api, &agreed);
}

/// UFFDIO_REGISTER, ioctl_userfaultfd(2): tells faults of a range, in whole pages, from now on. ebusy: told to another
/// one; einval, eperm, enomem, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_register(fd f, uffdio_register_t& range) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::register_, &range);
}

/// UFFDIO_UNREGISTER, ioctl_userfaultfd(2): no longer. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_unregister(fd f, const uffdio_range& range) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::unregister, &range);
}

/// UFFDIO_WAKE, ioctl_userfaultfd(2): those who wait for a page of the range try again. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_wake(fd f, const uffdio_range& range) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::wake, &range);
}

/// UFFDIO_COPY, ioctl_userfaultfd(2): puts copies of pages where they are missing. eagain: not all (see `copy`);
/// eexist: there is one; enoent, esrch, enospc, einval, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_copy(fd f, uffdio_copy_t& request) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::copy, &request);
}

/// UFFDIO_ZEROPAGE, ioctl_userfaultfd(2): puts zeroes where pages are missing. Errors as uffdio_copy.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_zeropage(fd f, uffdio_zeropage_t& request) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::zeropage, &request);
}

/// UFFDIO_WRITEPROTECT, ioctl_userfaultfd(2): write-protects a range registered with uffdio_register_mode::wp, or ends
/// that. Since 5.7. einval, eagain, enoent, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_writeprotect(fd f, const uffdio_writeprotect_t& range) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::writeprotect, &range);
}

/// UFFDIO_CONTINUE, ioctl_userfaultfd(2): maps what the page cache has, after a minor fault. Since 5.13. eagain,
/// eexist, einval, enoent, enomem, esrch, efault: not in the page cache.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_continue(fd f, uffdio_continue_t& request) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::continue_, &request);
}

/// UFFDIO_POISON, ioctl_userfaultfd(2): touching a page of the range is a SIGBUS from now on. Since 6.6. eagain,
/// eexist, einval, enoent, enomem, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_poison(fd f, uffdio_poison_t& request) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::poison, &request);
}

/// UFFDIO_MOVE, ioctl_userfaultfd(2): moves pages to where they are missing, without copying. Since 6.8. eagain, ebusy:
/// in use elsewhere too; eexist, einval, enoent: no page in the source; enomem, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uffdio_move(fd f, uffdio_move_t& request) {
  return enter<void, G>(nr<G>::ioctl, f, uffdio::move, &request);
}

}  // namespace kcall::inline KCALL_ABI_TAG
