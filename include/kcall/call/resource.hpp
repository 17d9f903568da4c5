// Limits, what was used, and how nice a process is.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/wait.hpp>
#include <kcall/types/resource.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// struct rlimit of an ABI whose longs have 32 bits; all ones is no limit.
struct narrow_rlimit {
  uint32_t cur;
  uint32_t max;
};

KCALL_INLINE constexpr uint64_t widened_limit(uint32_t limit) { return limit == ~uint32_t{0} ? rlim_infinity : limit; }
/// A limit that no narrow structure can say is none: that ABI cannot reach it either.
KCALL_INLINE constexpr uint32_t narrowed_limit(uint64_t limit) {
  return limit >= ~uint32_t{0} ? ~uint32_t{0} : static_cast<uint32_t>(limit);
}

// Before 2.6.36.

template <class G>
KCALL_COLD long old_getrlimit(rlimit_resource resource, rlimit* limit) {
  if constexpr (requires { nr<G>::ugetrlimit; }) {
    narrow_rlimit old;
    const long word = enter<void, G>(nr<G>::ugetrlimit, resource, &old).word();
    if (word == 0) *limit = {widened_limit(old.cur), widened_limit(old.max)};
    return word;
  } else {
    return enter<void, G>(nr<G>::getrlimit, resource, limit).word();
  }
}
template <class G>
KCALL_COLD long old_setrlimit(rlimit_resource resource, const rlimit* limit) {
  if constexpr (requires { nr<G>::ugetrlimit; }) {
    const narrow_rlimit old = {narrowed_limit(limit->rlim_cur), narrowed_limit(limit->rlim_max)};
    return enter<void, G>(nr<G>::setrlimit, resource, &old).word();
  } else {
    return enter<void, G>(nr<G>::setrlimit, resource, limit).word();
  }
}
/// The old calls of this ABI, where it has any, take a structure known here.
template <class G>
inline constexpr bool has_old_rlimit = may_lack<0x020624>&& requires {
  nr<G>::getrlimit;
}
&&(G::abi::long_size == 8 || requires { nr<G>::ugetrlimit; });

/// struct tms of an ABI whose longs have 32 bits.
struct narrow_tms {
  int32_t utime, stime, cutime, cstime;
};
KCALL_COLD inline void widen(const narrow_tms& from, tms& to) {
  to = {from.utime, from.stime, from.cutime, from.cstime};
}

}  // namespace detail

/// prlimit(2): sets a limit of the process `which` (pid{0}: the caller) to `*wanted` and stores in `*had` what it was;
/// each may be nullptr. einval, eperm (above the hard limit, without CAP_SYS_RESOURCE; another user's process), esrch.
/// Since 2.6.36.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prlimit(pid which, rlimit_resource resource, const rlimit* wanted, rlimit* had = nullptr) {
  return enter<void, G>(nr<G>::prlimit64, which, resource, wanted, had);
}

/// getrlimit(2): stores the caller's limit, in 64 bits on every ABI. einval. By prlimit64, before 2.6.36 by ugetrlimit
/// (ia32) or getrlimit.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getrlimit(rlimit_resource resource, rlimit& limit) {
  const auto r = prlimit<G>(pid{}, resource, nullptr, &limit);
  if constexpr (detail::has_old_rlimit<G>) {
    if (r == errc::enosys) return result<void>::from_word(detail::old_getrlimit<G>(resource, &limit));
  }
  return r;
}
template <gate_like G = gate::native>
KCALL_INLINE result<rlimit> getrlimit(rlimit_resource resource) {
  auto r = result<rlimit>::unwritten();
  r.settle(getrlimit<G>(resource, *r.place()).word());
  return r;
}

/// setrlimit(2): sets the caller's limit. einval (cur above max), eperm (above the hard limit). By prlimit64, before
/// 2.6.36 by setrlimit.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setrlimit(rlimit_resource resource, const rlimit& limit) {
  const auto r = prlimit<G>(pid{}, resource, &limit);
  if constexpr (detail::has_old_rlimit<G>) {
    if (r == errc::enosys) return result<void>::from_word(detail::old_setrlimit<G>(resource, &limit));
  }
  return r;
}

/// getrusage(2): stores what the process, its children that it waited for, or this thread (rusage_who::thread) has
/// used. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getrusage(rusage_who who, rusage_t& usage) {
  detail::rusage_out<G> used(usage);
  const auto r = enter<void, G>(nr<G>::getrusage, who, used.place());
  used.finish();
  return r;
}

/// times(2): stores the CPU time of this process and its children, in clock ticks (100 a second), and returns how many
/// have passed since a point in the past; on ia32 the lower 32 bits of that. Cannot fail: any word may be a time.
template <gate_like G = gate::native>
KCALL_INLINE long times(tms& used) {
  typename detail::out_parameter<G::abi::long_size == 8, tms, detail::narrow_tms>::type told(used);
  const long ticks = detail::pass<G>(nr<G>::times, told.place());
  told.finish();
  return ticks;
}

/// getpriority(2): the nice level of a process (pid{0}: the caller), or the lowest in a process group or of a user.
/// esrch, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<nice_level> getpriority(priority_who kind, int who) {
  return enter<nice_level, G>(nr<G>::getpriority, kind, who);
}
template <gate_like G = gate::native>
KCALL_INLINE result<nice_level> getpriority(pid process) {
  return getpriority<G>(priority_who::process, process.get());
}

/// setpriority(2): sets the nice level, which is cut to -20 … 19, of a process, a process group or all of a user's
/// processes (0: the caller's). eacces (lower, without CAP_SYS_NICE), eperm (another user's), esrch, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setpriority(priority_who kind, int who, nice_level wanted) {
  return enter<void, G>(nr<G>::setpriority, kind, who, wanted.level());
}
template <gate_like G = gate::native>
KCALL_INLINE result<void> setpriority(pid process, nice_level wanted) {
  return setpriority<G>(priority_who::process, process.get(), wanted);
}

/// nice(2): adds to the caller's nice level, and returns what it is then. eperm: lower, without CAP_SYS_NICE. ia32:
/// nice; elsewhere getpriority and setpriority.
template <gate_like G = gate::native>
KCALL_INLINE result<nice_level> nice(int more) {
  result<void> done;
  if constexpr (requires { nr<G>::nice; }) {
    done = enter<void, G>(nr<G>::nice, more);
  } else {
    const auto now = getpriority<G>(pid{});
    if (!now) return now;
    const int bounded = more < -40 ? -40 : more > 40 ? 40 : more;
    done = setpriority<G>(pid{}, nice_level::of(now->level() + bounded));
    if (done == errc::eacces) return errc::eperm;
  }
  if (!done) return done.error();
  return getpriority<G>(pid{});
}

/// ioprio_set(2): sets the I/O priority of a thread, a process group or all of a user's processes (0: the caller's).
/// einval, eperm, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioprio_set(ioprio_who kind, int who, io_priority wanted) {
  return enter<void, G>(nr<G>::ioprio_set, kind, who, wanted);
}

/// ioprio_get(2): the I/O priority of a thread (0: the caller), or the highest in a process group or of a user. einval,
/// esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<io_priority> ioprio_get(ioprio_who kind, int who) {
  return enter<io_priority, G>(nr<G>::ioprio_get, kind, who);
}

}  // namespace kcall::inline KCALL_ABI_TAG
