// FUTEX_WAKE_OP: changes one word and wakes sleepers of two, in one step.
#pragma once
#include <kcall/call/futex.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What is done to the second word (FUTEX_OP_*).
enum class futex_change : uint32_t {
  set = 0,
  add = 1,
  or_ = 2,
  /// And with the complement.
  andn = 3,
  xor_ = 4,
};

/// How the second word, before the change, is compared (FUTEX_OP_CMP_*).
enum class futex_test : uint32_t { eq = 0, ne = 1, lt = 2, le = 3, gt = 4, ge = 5 };

/// What futex_wake_op does to its second word and asks of it: FUTEX_OP of futex(2).
struct futex_step {
  futex_change change;
  /// With 12 bits, signed: -2048 to 2047.
  int operand;
  futex_test test;
  /// As the operand.
  int compared;
  /// The operand is 1 << operand (FUTEX_OP_OPARG_SHIFT).
  bool shifted = false;

  /// The kernel's word for it.
  [[nodiscard]] KCALL_INLINE constexpr uint32_t word() const {
    constexpr uint32_t low12 = 0xfff;
    const uint32_t what = static_cast<uint32_t>(change) | (shifted ? 8U : 0U);
    return what << 28 | static_cast<uint32_t>(test) << 24 | (static_cast<uint32_t>(operand) & low12) << 12 |
           (static_cast<uint32_t>(compared) & low12);
  }
};

/// FUTEX_WAKE_OP, futex(2): changes `word2` as `step` says, wakes at most `wake` threads that sleep on `word` and, if
/// word2 passed the test before, at most `wake2` that sleep on it; returns how many in all. einval: misaligned words;
/// efault; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_wake_op(futex_word word, int wake, futex_word word2, int wake2, futex_step step,
                                       futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::wake_op, scope), wake, wake2, word2,
                                       step.word());
}

}  // namespace kcall::inline KCALL_ABI_TAG
