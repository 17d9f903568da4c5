// What epoll(7) works with.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How an epoll descriptor is made (EPOLL_*).
enum class epoll_flags : uint32_t { cloexec = 02000000 };
void is_flags(epoll_flags);

/// What epoll_ctl does (EPOLL_CTL_*).
enum class epoll_op : int { add = 1, del = 2, mod = 3 };

/// What to wait for and what happened (EPOLL*). err and hup are reported always and need not be asked for.
enum class epoll_events : uint32_t {
  in = 0x1,
  pri = 0x2,
  out = 0x4,
  err = 0x8,
  hup = 0x10,
  nval = 0x20,
  rdnorm = 0x40,
  rdband = 0x80,
  wrnorm = 0x100,
  wrband = 0x200,
  msg = 0x400,
  rdhup = 0x2000,
  /// Not handed on by io_uring's poll. Since 6.2.
  uring_wake = 1U << 27,
  /// One of those that wait is woken, not all. Since 4.5.
  exclusive = 1U << 28,
  /// The system does not suspend before the event has been dealt with (CAP_BLOCK_SUSPEND).
  wakeup = 1U << 29,
  /// Reported once, then not before epoll_op::mod.
  oneshot = 1U << 30,
  /// Reported when it begins, not as long as it is so.
  et = 1U << 31,
};
void is_flags(epoll_events);

/// Eight bytes of the caller's, as epoll_ctl got them. Two words, so that no ABI aligns them to more than four bytes.
class epoll_data {
 public:
  epoll_data() = default;
  template <integer T>
  KCALL_INLINE constexpr epoll_data(T value)
      : low_(static_cast<uint32_t>(value)), high_(static_cast<uint32_t>(static_cast<uint64_t>(value) >> 32)) {}
  KCALL_INLINE constexpr epoll_data(fd f) : low_(static_cast<uint32_t>(f.get())), high_(0) {}
  KCALL_INLINE epoll_data(const unique_fd& f) : epoll_data(f.get()) {}
  epoll_data(unique_fd&&) = delete;
  KCALL_INLINE epoll_data(void* pointer) : epoll_data(uint64_t{reinterpret_cast<uintptr_t>(pointer)}) {}

  KCALL_INLINE constexpr uint64_t u64() const { return uint64_t{high_} << 32 | low_; }
  KCALL_INLINE constexpr uint32_t u32() const { return low_; }
  KCALL_INLINE constexpr kcall::fd descriptor() const { return kcall::fd{static_cast<int>(low_)}; }
  KCALL_INLINE void* pointer() const { return reinterpret_cast<void*>(static_cast<uintptr_t>(u64())); }

 private:
  uint32_t low_;
  uint32_t high_;
};

/// What to wait for, or what happened, and what the caller calls it.
struct alignas(abi::native::epoll_event_align) epoll_event {
  epoll_events events;
  alignas(abi::native::epoll_event_align) epoll_data data;

  /// Unset, so that an array of many is not cleared before the kernel writes to it.
  epoll_event() = default;
  KCALL_INLINE constexpr epoll_event(epoll_events wanted, epoll_data name) : events(wanted), data(name) {}
};
static_assert(sizeof(epoll_event) == 8 + abi::native::epoll_event_align);

}  // namespace kcall::inline KCALL_ABI_TAG
