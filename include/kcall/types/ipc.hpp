// What System V semaphores, shared memory and message queues have in common.
#pragma once
#include <kcall/gate/gate.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/open.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The name under which processes find the same object (key_t, ftok(3)).
using ipc_key = strong<struct ipc_key_tag, int>;
/// IPC_PRIVATE: always a new object, which only its id leads to.
inline constexpr ipc_key ipc_private{0};

/// semget, msgget (IPC_*).
enum class ipc_flags : int {
  creat = 01000,
  /// With creat: eexist where there is one already.
  excl = 02000,
};
void is_flags(ipc_flags);

/// Whose an object is and who may use it; the same on every ABI. *ctl's set takes uid, gid and mode from it.
struct ipc_perm {
  ipc_key key{};
  kcall::uid uid{};
  kcall::gid gid{};
  /// The creator.
  kcall::uid cuid{};
  kcall::gid cgid{};
  /// Permissions; in shared memory also shm_dest and shm_locked.
  kcall::mode mode{};
  uint16_t seq = 0;
};

namespace detail {

/// struct ipc64_perm. The mode has 16 bits on ia32, and zeros behind it.
template <class Long>
struct ipc64_perm {
  int32_t key;
  uint32_t uid;
  uint32_t gid;
  uint32_t cuid;
  uint32_t cgid;
  uint32_t mode;
  uint16_t seq;
  uint16_t pad2;
  alignas(sizeof(Long)) Long unused1;
  Long unused2;
};
static_assert(sizeof(ipc64_perm<uint32_t>) == 36 && sizeof(ipc64_perm<uint64_t>) == 48);

template <class Long>
KCALL_INLINE void widen(const ipc64_perm<Long>& from, ipc_perm& to) {
  to.key = ipc_key{from.key};
  to.uid = uid{from.uid};
  to.gid = gid{from.gid};
  to.cuid = uid{from.cuid};
  to.cgid = gid{from.cgid};
  // The kernel's umode_t has 16 bits, and qemu-user 7.2 writes no more than those.
  to.mode = static_cast<mode>(from.mode & 0xffff);
  to.seq = from.seq;
}
template <class Long>
KCALL_INLINE void narrow(const ipc_perm& from, ipc64_perm<Long>& to) {
  to = {from.key.get(),
        from.uid.get(),
        from.gid.get(),
        from.cuid.get(),
        from.cgid.get(),
        static_cast<uint32_t>(from.mode) & 0xffff,
        from.seq,
        0,
        0,
        0};
}

/// A time in two halves, as the structures of 32-bit ABIs hold it since 5.1; the upper one was zero before.
struct split_time {
  uint32_t low;
  uint32_t high;
};
KCALL_INLINE constexpr int64_t seconds(split_time time) {
  return static_cast<int64_t>(uint64_t{time.high} << 32 | time.low);
}
KCALL_INLINE constexpr int64_t seconds(int64_t time) { return time; }

/// These structures hold the kernel's own longs, which x32 shares with x86-64.
template <class G>
inline constexpr bool wide_ipc = G::abi::register_size == 8;

template <bool first, class A, class B>
struct choice {
  using type = A;
};
template <class A, class B>
struct choice<false, A, B> {
  using type = B;
};

/// A long of an ABI as these calls see it.
template <class G>
using ipc_ulong = typename choice<wide_ipc<G>, uint64_t, uint32_t>::type;

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
