// POSIX message queues.
#pragma once
#include <kcall/gate/gate.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/sigevent.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mq_open(2), mq_getsetattr(2): a queue's limits and what is in it. mq_open reads mq_maxmsg and mq_msgsize,
/// mq_getsetattr mq_flags.
struct mq_attr {
  /// open_flags::nonblock, or 0.
  long mq_flags = 0;
  /// How many messages there may be.
  long mq_maxmsg = 0;
  /// How many bytes each may have.
  long mq_msgsize = 0;
  /// How many messages there are.
  long mq_curmsgs = 0;
  long reserved[4] = {};
};
static_assert(sizeof(mq_attr) == 8 * sizeof(long));

/// MQ_PRIO_MAX: priorities are below it.
inline constexpr unsigned mq_prio_max = 32768;

/// What mq_notify with sigev::thread sends to a netlink socket, whose descriptor is in place of the signal: the cookie
/// of so many bytes, to which the value points, its last byte one of these (NOTIFY_*).
inline constexpr size_t notify_cookie_len = 32;
enum class mq_notification : uint8_t { none = 0, wokenup = 1, removed = 2 };

namespace detail {

/// mq_attr of an ABI with 32-bit longs.
struct mq_attr32 {
  int32_t mq_flags;
  int32_t mq_maxmsg;
  int32_t mq_msgsize;
  int32_t mq_curmsgs;
  int32_t reserved[4];
};
static_assert(sizeof(mq_attr32) == 32);

/// mq_attr is the kernel's own, also for x32, which has its longs of 64 bits here.
template <class G>
inline constexpr bool native_mq_attr = G::abi::register_size == sizeof(long);

/// Whether every number goes into 32 bits.
KCALL_INLINE bool narrow(const mq_attr& from, mq_attr32& to) {
  to = {static_cast<int32_t>(from.mq_flags),
        static_cast<int32_t>(from.mq_maxmsg),
        static_cast<int32_t>(from.mq_msgsize),
        static_cast<int32_t>(from.mq_curmsgs),
        {}};
  return to.mq_flags == from.mq_flags && to.mq_maxmsg == from.mq_maxmsg && to.mq_msgsize == from.mq_msgsize;
}
KCALL_INLINE void widen(const mq_attr32& from, mq_attr& to) {
  to.mq_flags = from.mq_flags;
  to.mq_maxmsg = from.mq_maxmsg;
  to.mq_msgsize = from.mq_msgsize;
  to.mq_curmsgs = from.mq_curmsgs;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
