// Waiting for children.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/wait.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// struct rusage of an ABI whose longs have 32 bits.
struct narrow_rusage {
  struct time {
    int32_t seconds;
    int32_t microseconds;
  };
  time utime;
  time stime;
  int32_t maxrss;
  int32_t ixrss;
  int32_t idrss;
  int32_t isrss;
  int32_t minflt;
  int32_t majflt;
  int32_t nswap;
  int32_t inblock;
  int32_t oublock;
  int32_t msgsnd;
  int32_t msgrcv;
  int32_t nsignals;
  int32_t nvcsw;
  int32_t nivcsw;
};

KCALL_COLD inline void widen(const narrow_rusage& from, rusage_t& to) {
  to.ru_utime = {from.utime.seconds, from.utime.microseconds};
  to.ru_stime = {from.stime.seconds, from.stime.microseconds};
  to.ru_maxrss = from.maxrss;
  to.ru_ixrss = from.ixrss;
  to.ru_idrss = from.idrss;
  to.ru_isrss = from.isrss;
  to.ru_minflt = from.minflt;
  to.ru_majflt = from.majflt;
  to.ru_nswap = from.nswap;
  to.ru_inblock = from.inblock;
  to.ru_oublock = from.oublock;
  to.ru_msgsnd = from.msgsnd;
  to.ru_msgrcv = from.msgrcv;
  to.ru_nsignals = from.nsignals;
  to.ru_nvcsw = from.nvcsw;
  to.ru_nivcsw = from.nivcsw;
}

/// The start of a siginfo_t of an ABI whose longs have 32 bits: what waitid fills in.
struct narrow_siginfo {
  int32_t signo;
  int32_t error;
  int32_t code;
  int32_t process;
  uint32_t user;
  int32_t status;
  unsigned char rest[104];
};
static_assert(sizeof(narrow_siginfo) == 128);

KCALL_COLD inline void widen(const narrow_siginfo& from, siginfo_t& to) {
  to.si_signo = from.signo;
  to.si_errno = from.error;
  to.si_code = from.code;
  to.fields.child.process = from.process;
  to.fields.child.user = from.user;
  to.fields.child.status = from.status;
}

/// Where the kernel writes what goes into a T: the T itself, or a narrow one that finish() widens.
template <class T, class Narrow>
class widened_out {
 public:
  KCALL_INLINE explicit widened_out(T& to) : to_(to) {}
  KCALL_INLINE void* place() { return &narrow_; }
  KCALL_INLINE void finish() { widen(narrow_, to_); }

 private:
  T& to_;
  // The kernel leaves it alone where there is no child to tell of.
  Narrow narrow_ = {};
};
template <class T>
class in_place {
 public:
  KCALL_INLINE explicit in_place(T& to) : to_(to) {}
  KCALL_INLINE void* place() { return &to_; }
  KCALL_INLINE void finish() {}

 private:
  T& to_;
};

template <bool same, class T, class Narrow>
struct out_parameter {
  using type = in_place<T>;
};
template <class T, class Narrow>
struct out_parameter<false, T, Narrow> {
  using type = widened_out<T, Narrow>;
};
/// rusage_t is the kernel's own where longs have 64 bits.
template <class G>
using rusage_out = typename out_parameter<G::abi::long_size == 8, rusage_t, narrow_rusage>::type;
template <class G>
using siginfo_out = typename out_parameter<native_layout<G>, siginfo_t, narrow_siginfo>::type;

}  // namespace detail

/// wait4(2): waits for the child `which`, or any (pid{-1}), or any of a process group (pid{0}: the caller's, negative:
/// that one), and stores what became of it. Returns its id, or pid{0} with wnohang where there is nothing yet; `status`
/// is then not written. echild, eintr, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> wait4(pid which, wait_status& status, wait_flags options = {}) {
  return enter<pid, G>(nr<G>::wait4, which, &status, options, nullptr);
}
/// wait4(2), which also stores what the child has used, itself and its own children that it waited for.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> wait4(pid which, wait_status& status, wait_flags options, rusage_t& usage) {
  detail::rusage_out<G> used(usage);
  const auto r = enter<pid, G>(nr<G>::wait4, which, &status, options, used.place());
  used.finish();
  return r;
}
/// wait4(2): the child's id and what became of it, together.
template <gate_like G = gate::native>
KCALL_INLINE result<waited> wait4(pid which, wait_flags options = {}) {
  auto r = result<waited>::unwritten();
  r.place()->status = wait_status{};
  const result<pid> child = wait4<G>(which, r.place()->status, options);
  r.place()->child = from_word<pid>(child.word());
  r.settle(child.word());
  return r;
}
/// wait4(2): both, and what the child has used.
template <gate_like G = gate::native>
KCALL_INLINE result<waited> wait4(pid which, wait_flags options, rusage_t& usage) {
  auto r = result<waited>::unwritten();
  r.place()->status = wait_status{};
  const result<pid> child = wait4<G>(which, r.place()->status, options, usage);
  r.place()->child = from_word<pid>(child.word());
  r.settle(child.word());
  return r;
}

/// waitid(2): waits for what `options` names in a child, and stores in `info` which one it was (child_pid(),
/// child_uid()) and what became of it (si_code in cld_codes, status()). With wnohang where there is nothing yet:
/// child_pid() is pid{0}. echild, eintr, einval, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> waitid(idtype type, wait_id id, siginfo_t& info, wait_flags options) {
  detail::siginfo_out<G> told(info);
  const auto r = enter<void, G>(nr<G>::waitid, type, id, told.place(), options, nullptr);
  told.finish();
  return r;
}
/// waitid(2), which also stores what the child has used, itself and its own children that it waited for.
template <gate_like G = gate::native>
KCALL_INLINE result<void> waitid(idtype type, wait_id id, siginfo_t& info, wait_flags options, rusage_t& usage) {
  detail::siginfo_out<G> told(info);
  detail::rusage_out<G> used(usage);
  const auto r = enter<void, G>(nr<G>::waitid, type, id, told.place(), options, used.place());
  told.finish();
  used.finish();
  return r;
}
/// waitid(2): as above, with the answer as the value.
template <gate_like G = gate::native>
KCALL_INLINE result<siginfo_t> waitid(idtype type, wait_id id, wait_flags options) {
  auto r = result<siginfo_t>::unwritten();
  r.settle(waitid<G>(type, id, *r.place(), options).word());
  return r;
}

}  // namespace kcall::inline KCALL_ABI_TAG
