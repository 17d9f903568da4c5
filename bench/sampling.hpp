// Interleaved samples: all contenders take turns, so that a machine that changes its speed does so under all of them.
#pragma once
#include <kcall/types/text.hpp>

#include "contender.hpp"

namespace bench {

inline double nanoseconds_now() {
  kcall::timespec now;
  static_cast<void>(kcall::clock_gettime(kcall::clock::monotonic, now));
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

inline double timed(loop run, unsigned long calls) {
  const double before = nanoseconds_now();
  run(calls);
  return nanoseconds_now() - before;
}

/// The shorter of two times: the other may hold an interrupt, or what only first calls do.
inline double quickest(loop run, unsigned long calls) {
  const double first = timed(run, calls);
  const double second = timed(run, calls);
  return first < second ? first : second;
}

/// As many calls as take 40 microseconds.
inline unsigned long batch_size(loop run) {
  constexpr double wanted = 40e3;
  unsigned long calls = 1;
  double once = quickest(run, calls);
  for (; once < wanted / 4; once = quickest(run, calls)) calls *= 2;
  const double fitting = static_cast<double>(calls) * wanted / once;
  return fitting < 1 ? 1 : static_cast<unsigned long>(fitting);
}

KCALL_POINTER_ARITHMETIC_BEGIN

/// What is compared has the same batch: each takes that of the first contender with the same group and argument, unless
/// it is a lot faster or slower.
class batches {
 public:
  explicit batches(const table& all) {
    for (kcall::size_t i = 0; i < all.contenders.size(); ++i) choose(all, i);
  }
  unsigned long operator[](kcall::size_t i) const { return sizes_[i]; }

 private:
  static bool same(const char* a, const char* b) { return kcall::static_text(a) == kcall::static_text(b); }

  void choose(const table& all, kcall::size_t i) {
    const contender& chosen = all.contenders[i];
    sizes_[i] = batch_size(chosen.run);
    for (kcall::size_t k = 0; k < i; ++k) {
      const contender& earlier = all.contenders[k];
      if (!same(earlier.group, chosen.group) || !same(earlier.argument, chosen.argument)) continue;
      if (sizes_[k] > 3 * sizes_[i] || sizes_[i] > 3 * sizes_[k]) continue;
      sizes_[i] = sizes_[k];
      return;
    }
  }

  unsigned long sizes_[max_contenders];
};

/// The contenders' numbers, in a new order for each turn: nobody always runs after the same neighbour.
class order {
 public:
  explicit order(kcall::size_t count) : count_(count) {
    for (kcall::size_t i = 0; i < count; ++i) numbers_[i] = i;
  }
  void shuffle() {
    for (kcall::size_t i = count_ - 1; i != 0; --i) {
      const kcall::size_t other = random() % (i + 1);
      const kcall::size_t kept = numbers_[i];
      numbers_[i] = numbers_[other];
      numbers_[other] = kept;
    }
  }
  const kcall::size_t* begin() const { return &numbers_[0]; }
  const kcall::size_t* end() const { return &numbers_[0] + count_; }

 private:
  /// George Marsaglia's xorshift.
  kcall::uint32_t random() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }

  kcall::uint32_t state_ = 2463534242;
  kcall::size_t count_;
  kcall::size_t numbers_[max_contenders];
};

/// Nanoseconds for each call, `count` of them for each contender, one contender after the other. `samples` has room.
inline void take_samples(const table& all, const batches& sizes, kcall::size_t count, float* samples) {
  order turns(all.contenders.size());
  for (kcall::size_t turn = 0; turn < count; ++turn) {
    turns.shuffle();
    for (const kcall::size_t i : turns) {
      const loop run = all.contenders[i].run;
      // What ran before has left its traces in caches and predictors.
      run(sizes[i] / 8 + 1);
      samples[i * count + turn] = static_cast<float>(timed(run, sizes[i]) / static_cast<double>(sizes[i]));
    }
  }
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace bench
