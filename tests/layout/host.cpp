// sysinfo; the actions of syslog, which no header defines, stand in syslog(2).
#include <linux/sysinfo.h>

#include <kcall/types/host.hpp>

#include "same.hpp"

// What the kernel fills in: sysinfo_t where longs have 64 bits, else the narrow one, which is then widened.
template <bool same>
struct filled {
  using type = kcall::sysinfo_t;
};
template <>
struct filled<false> {
  using type = kcall::detail::narrow_sysinfo;
};
using ours = filled<sizeof(long) == 8>::type;

SAME_SIZE(ours, ::sysinfo);
SAME_FIELD(ours, uptime, ::sysinfo, uptime);
SAME_FIELD(ours, loads, ::sysinfo, loads);
SAME_FIELD(ours, totalram, ::sysinfo, totalram);
SAME_FIELD(ours, freeram, ::sysinfo, freeram);
SAME_FIELD(ours, sharedram, ::sysinfo, sharedram);
SAME_FIELD(ours, bufferram, ::sysinfo, bufferram);
SAME_FIELD(ours, totalswap, ::sysinfo, totalswap);
SAME_FIELD(ours, freeswap, ::sysinfo, freeswap);
SAME_FIELD(ours, procs, ::sysinfo, procs);
SAME_FIELD(ours, pad, ::sysinfo, pad);
SAME_FIELD(ours, totalhigh, ::sysinfo, totalhigh);
SAME_FIELD(ours, freehigh, ::sysinfo, freehigh);
SAME_FIELD(ours, mem_unit, ::sysinfo, mem_unit);
// SYSLOG_ACTION_*: include/linux/syslog.h, which is not for user space.
static_assert(layout::number(kcall::syslog_action::close) == 0);
static_assert(layout::number(kcall::syslog_action::open) == 1);
static_assert(layout::number(kcall::syslog_action::read) == 2);
static_assert(layout::number(kcall::syslog_action::read_all) == 3);
static_assert(layout::number(kcall::syslog_action::read_clear) == 4);
static_assert(layout::number(kcall::syslog_action::clear) == 5);
static_assert(layout::number(kcall::syslog_action::console_off) == 6);
static_assert(layout::number(kcall::syslog_action::console_on) == 7);
static_assert(layout::number(kcall::syslog_action::console_level) == 8);
static_assert(layout::number(kcall::syslog_action::size_unread) == 9);
static_assert(layout::number(kcall::syslog_action::size_buffer) == 10);
