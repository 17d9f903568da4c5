// A file's times of access and modification.
//
//   ABI       the kernel's call       since
//   64-bit    utimensat               2.6.22
//   ia32      utimensat_time64        5.1; before that utimensat, whose times end in 2038: others are refused with
//                                     eoverflow
//
// utimes, futimesat and utime are calls of their own on x86-64 only; elsewhere they are utimensat.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/file_times.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_INLINE constexpr bool is_special(const timespec& time) {
  return time.tv_nsec == utime_now || time.tv_nsec == utime_omit;
}

/// One time for the old call; false where 32 bits do not hold its seconds.
KCALL_INLINE constexpr bool narrow(const timespec& from, timespec32& to) {
  to = {static_cast<int32_t>(from.tv_sec), static_cast<int32_t>(from.tv_nsec)};
  return to.tv_sec == from.tv_sec || is_special(from);
}

KCALL_POINTER_ARITHMETIC_BEGIN
template <gate_like G>
KCALL_COLD long utimensat32(fd dir, const char* file, const timespec* times, at_flags flags) {
  timespec32 old[2];
  if (times != nullptr && !(narrow(times[0], old[0]) && narrow(times[1], old[1]))) {
    return -static_cast<long>(errc::eoverflow);
  }
  return enter<long, G>(nr<G>::utimensat, dir, file, times != nullptr ? &old[0] : nullptr, flags).word();
}

/// The two times' nanoseconds, which calls of ABIs with 32-bit longs would cut.
template <class G>
KCALL_INLINE constexpr bool would_cut(const timespec* times) {
  return times != nullptr && (would_cut<G>(times[0]) || would_cut<G>(times[1]));
}

/// Microseconds as nanoseconds; -1, which the kernel refuses, where they are none. Nothing of theirs is utime_now.
KCALL_INLINE constexpr timespec to_timespec(const timeval& time) {
  return {time.tv_sec, time.tv_usec >= 0 && time.tv_usec < 1000000 ? time.tv_usec * 1000 : -1};
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// utimensat(2): sets the times of `file`, relative to `dir`: times[0] of access, times[1] of modification; in each
/// tv_nsec may be utime_now or utime_omit. Null: both are now. flags: symlink_nofollow, empty_path (since 5.8) for
/// `dir` itself. eacces, eperm, einval, enoent, erofs, ebadf and errors of stat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> utimensat(fd dir, path file, const timespec* times, at_flags flags = {}) {
  if constexpr (requires { nr<G>::utimensat_time64; }) {
    if (detail::would_cut<G>(times)) return errc::einval;
    const auto done = enter<void, G>(nr<G>::utimensat_time64, dir, file, times, flags);
    if constexpr (detail::may_lack<0x050100>) {
      if (done == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::utimensat32<G>(dir, file.get(), times, flags));
    }
    return done;
  } else {
    return enter<void, G>(nr<G>::utimensat, dir, file, times, flags);
  }
}

/// futimens(3): sets the times of the open file `f`, as utimensat. ebadf, eacces, eperm, einval, erofs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futimens(fd f, const timespec* times) {
  return utimensat<G>(f, static_cast<const char*>(nullptr), times);
}

/// futimesat(2): as utimensat, with microseconds and without flags.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futimesat(fd dir, path file, const timeval* times) {
  if constexpr (requires { nr<G>::futimesat; } && G::abi::register_size == 8) {
    return enter<void, G>(nr<G>::futimesat, dir, file, times);
  } else {
    if (times == nullptr) return utimensat<G>(dir, file, nullptr);
    KCALL_POINTER_ARITHMETIC_BEGIN
    const timespec precise[2] = {detail::to_timespec(times[0]), detail::to_timespec(times[1])};
    KCALL_POINTER_ARITHMETIC_END
    return utimensat<G>(dir, file, &precise[0]);
  }
}

/// utimes(2): sets the times of `file`, following symbolic links: times[0] of access, times[1] of modification. Null:
/// both are now. Errors as utimensat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> utimes(path file, const timeval* times) {
  if constexpr (requires { nr<G>::utimes; } && G::abi::register_size == 8) {
    return enter<void, G>(nr<G>::utimes, file, times);
  } else {
    return futimesat<G>(at_fdcwd, file, times);
  }
}

/// utime(2): sets the times of `file`, in whole seconds. Null: both are now. Errors as utimensat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> utime(path file, const utimbuf* times) {
  if constexpr (requires { nr<G>::utime; } && G::abi::register_size == 8) {
    return enter<void, G>(nr<G>::utime, file, times);
  } else {
    if (times == nullptr) return utimensat<G>(at_fdcwd, file, nullptr);
    const timespec precise[2] = {{times->actime, 0}, {times->modtime, 0}};
    return utimensat<G>(at_fdcwd, file, &precise[0]);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
