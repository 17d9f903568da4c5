// What futex works on and does.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/strong.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// FUTEX_*: an operation, with its flags.
enum class futex_op : int {
  wait = 0,
  wake = 1,
  requeue = 3,
  cmp_requeue = 4,
  wake_op = 5,
  lock_pi = 6,
  unlock_pi = 7,
  trylock_pi = 8,
  wait_bitset = 9,
  wake_bitset = 10,
  wait_requeue_pi = 11,
  cmp_requeue_pi = 12,
  lock_pi2 = 13,
  /// The word is used by one process only.
  private_flag = 128,
  /// The timeout is on CLOCK_REALTIME.
  clock_realtime = 256,
};
void is_flags(futex_op);

/// Who waits on a futex: threads of one process (cheaper), or of all that share its memory.
enum class futex_scope : int { shared = 0, private_ = 128 };
/// The clock that a deadline is on.
enum class futex_clock : int { monotonic = 0, realtime = 256 };

namespace detail {
template <class T>
concept four_bytes = sizeof(T) == 4;
}  // namespace detail

/// The place that a futex is: any object of four bytes, atomic or not.
class futex_word {
 public:
  using kernel_type = const volatile void*;
  template <detail::four_bytes T>
  KCALL_INLINE constexpr futex_word(T* word) : word_(word) {}
  KCALL_INLINE constexpr futex_word(decltype(nullptr)) : word_(nullptr) {}
  KCALL_INLINE constexpr const volatile void* get() const { return word_; }

 private:
  const volatile void* word_;
};

/// A second number, for the operations that take one in place of the timeout.
using futex_value2 = strong<struct futex_value2_tag, uint32_t>;

/// For counts: everybody.
inline constexpr int futex_all = 0x7fffffff;
/// For bitsets: every bit.
inline constexpr uint32_t futex_bitset_match_any = 0xffffffff;

// What a lock_pi word holds besides the owner's thread id.
inline constexpr uint32_t futex_waiters = 0x80000000;
inline constexpr uint32_t futex_owner_died = 0x40000000;
inline constexpr uint32_t futex_tid_mask = 0x3fffffff;

}  // namespace kcall::inline KCALL_ABI_TAG
