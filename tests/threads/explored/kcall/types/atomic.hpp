// In the place of kcall/types/atomic.hpp, for interleavings.cpp: every access is a step, before which others may run.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/word.hpp>

/// Lets the others run; ends the exploration if what lies at `place` is gone.
void before_access(const void* place);

namespace kcall::inline KCALL_ABI_TAG {

enum class memory_order { relaxed, acquire, release, acq_rel, seq_cst };

template <class T>
class atomic {
 public:
  using order = memory_order;

  constexpr atomic(T value = {}) : value_(value) {}

  template <order = order::seq_cst>
  T load() const {
    before_access(&value_);
    return value_;
  }
  template <order = order::seq_cst>
  T exchange(T value) {
    before_access(&value_);
    const T before = value_;
    value_ = value;
    return before;
  }
  template <order = order::seq_cst>
  T fetch_add(T value) {
    before_access(&value_);
    const T before = value_;
    value_ = before + value;
    return before;
  }
  template <order = order::seq_cst>
  T fetch_sub(T value) {
    return fetch_add(T{} - value);
  }
  template <order = order::seq_cst>
  bool compare_exchange(T& expected, T wanted) {
    before_access(&value_);
    const bool same = value_ == expected;
    if (same) {
      value_ = wanted;
    } else {
      expected = value_;
    }
    return same;
  }

 private:
  T value_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
