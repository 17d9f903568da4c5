// atomic<T>: an integer or a pointer that threads share, over the compiler's builtins, without <atomic>.
//
// On aarch64 g++ makes calls of its run-time library out of what changes a value (-moutline-atomics), which a program
// without one cannot link; there it is a loop of ldaxr and stlxr, whole in one piece of assembly, because nothing may
// touch memory in between. That is the strongest order, whatever is asked for.
//
// Missing against std::atomic: sizes other than 4 bytes and a word's, weak exchanges, wait and notify (futex_wait takes
// the address of an atomic of four bytes), operators, volatile.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What other accesses may not pass this one.
enum class memory_order : int {
  relaxed = __ATOMIC_RELAXED,
  acquire = __ATOMIC_ACQUIRE,
  release = __ATOMIC_RELEASE,
  acq_rel = __ATOMIC_ACQ_REL,
  seq_cst = __ATOMIC_SEQ_CST,
};

namespace detail {

/// Thread sanitizers know the builtins, and not the assembly; where they are, so is the run-time library.
inline constexpr bool atomics_by_assembly = abi::native::elf_machine == 183 && KCALL_SANITIZED == 0;

/// What a failed comparison orders: it has stored nothing.
KCALL_INLINE constexpr int order_of_failure(memory_order order) {
  return order == memory_order::release   ? __ATOMIC_RELAXED
         : order == memory_order::acq_rel ? __ATOMIC_ACQUIRE
                                          : static_cast<int>(order);
}

}  // namespace detail

/// What fits in an atomic.
template <class T>
concept atomic_value = (integer<T> || detail::is_pointer<T>)&&(sizeof(T) == 4 || sizeof(T) == sizeof(long));

/// The order is a template argument, `count.load<kcall::memory_order::relaxed>()`, so that it is a constant at -O0 too.
template <atomic_value T>
class atomic {
 public:
  using order = memory_order;

  constexpr atomic() = default;
  KCALL_INLINE constexpr atomic(T value) : value_(value) {}
  atomic(const atomic&) = delete;
  atomic& operator=(const atomic&) = delete;

  template <order O = order::seq_cst>
  KCALL_INLINE T load() const {
    return __atomic_load_n(&value_, static_cast<int>(O));
  }
  template <order O = order::seq_cst>
  KCALL_INLINE void store(T value) {
    __atomic_store_n(&value_, value, static_cast<int>(O));
  }

  // All below return what was there before.

  template <order O = order::seq_cst>
  KCALL_INLINE T exchange(T value) {
    if constexpr (!detail::atomics_by_assembly) {
      return __atomic_exchange_n(&value_, value, static_cast<int>(O));
    } else {
      T before;
      uint32_t failed;
      if constexpr (sizeof(T) == 4) {
        asm volatile("1: ldaxr %w0, %2\n\tstlxr %w1, %w3, %2\n\tcbnz %w1, 1b"
                     : "=&r"(before), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      } else {
        asm volatile("1: ldaxr %x0, %2\n\tstlxr %w1, %x3, %2\n\tcbnz %w1, 1b"
                     : "=&r"(before), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      }
      return before;
    }
  }

  template <order O = order::seq_cst>
  KCALL_INLINE T fetch_add(T value) {
    static_assert(integer<T>, "kcall: only integers are counted with");
    if constexpr (!detail::atomics_by_assembly) {
      return __atomic_fetch_add(&value_, value, static_cast<int>(O));
    } else {
      T before, after;
      uint32_t failed;
      if constexpr (sizeof(T) == 4) {
        asm volatile("1: ldaxr %w0, %3\n\tadd %w1, %w0, %w4\n\tstlxr %w2, %w1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      } else {
        asm volatile("1: ldaxr %x0, %3\n\tadd %x1, %x0, %x4\n\tstlxr %w2, %x1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      }
      return before;
    }
  }
  template <order O = order::seq_cst>
  KCALL_INLINE T fetch_sub(T value) {
    using wide = unsigned long;
    return fetch_add<O>(static_cast<T>(wide{0} - static_cast<wide>(value)));
  }

  template <order O = order::seq_cst>
  KCALL_INLINE T fetch_or(T value) {
    static_assert(integer<T>, "kcall: only integers are counted with");
    if constexpr (!detail::atomics_by_assembly) {
      return __atomic_fetch_or(&value_, value, static_cast<int>(O));
    } else {
      T before, after;
      uint32_t failed;
      if constexpr (sizeof(T) == 4) {
        asm volatile("1: ldaxr %w0, %3\n\torr %w1, %w0, %w4\n\tstlxr %w2, %w1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      } else {
        asm volatile("1: ldaxr %x0, %3\n\torr %x1, %x0, %x4\n\tstlxr %w2, %x1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      }
      return before;
    }
  }
  template <order O = order::seq_cst>
  KCALL_INLINE T fetch_and(T value) {
    static_assert(integer<T>, "kcall: only integers are counted with");
    if constexpr (!detail::atomics_by_assembly) {
      return __atomic_fetch_and(&value_, value, static_cast<int>(O));
    } else {
      T before, after;
      uint32_t failed;
      if constexpr (sizeof(T) == 4) {
        asm volatile("1: ldaxr %w0, %3\n\tand %w1, %w0, %w4\n\tstlxr %w2, %w1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      } else {
        asm volatile("1: ldaxr %x0, %3\n\tand %x1, %x0, %x4\n\tstlxr %w2, %x1, %3\n\tcbnz %w2, 1b"
                     : "=&r"(before), "=&r"(after), "=&r"(failed), "+Q"(value_)
                     : "r"(value)
                     : "memory");
      }
      return before;
    }
  }

  /// Stores `wanted` where the value is `expected`, and says whether it was. If not, `expected` is what was there.
  /// Never fails for other reasons.
  template <order O = order::seq_cst>
  KCALL_INLINE bool compare_exchange(T& expected, T wanted) {
    if constexpr (!detail::atomics_by_assembly) {
      return __atomic_compare_exchange_n(&value_, &expected, wanted, false, static_cast<int>(O),
                                         detail::order_of_failure(O));
    } else {
      const T hoped = expected;
      T before;
      uint32_t failed;
      if constexpr (sizeof(T) == 4) {
        asm volatile("1: ldaxr %w0, %2\n\tcmp %w0, %w3\n\tb.ne 2f\n\tstlxr %w1, %w4, %2\n\tcbnz %w1, 1b\n2:"
                     : "=&r"(before), "=&r"(failed), "+Q"(value_)
                     : "r"(hoped), "r"(wanted)
                     : "cc", "memory");
      } else {
        asm volatile("1: ldaxr %x0, %2\n\tcmp %x0, %x3\n\tb.ne 2f\n\tstlxr %w1, %x4, %2\n\tcbnz %w1, 1b\n2:"
                     : "=&r"(before), "=&r"(failed), "+Q"(value_)
                     : "r"(hoped), "r"(wanted)
                     : "cc", "memory");
      }
      expected = before;
      return before == hoped;
    }
  }

 private:
  alignas(sizeof(T)) T value_{};
};

}  // namespace kcall::inline KCALL_ABI_TAG
