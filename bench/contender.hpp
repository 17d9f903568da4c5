// What is measured: contenders, each a loop of one inlined call, in a table that a driver fills and runs.
#pragma once
#include <kcall/kcall.hpp>

namespace bench {

/// What the calls work on. Mapped below 4 GiB where int $0x80 shall reach it.
struct places {
  static constexpr kcall::size_t piece_size = 64;
  static constexpr kcall::size_t piece_count = 1024;

  kcall::timespec now;
  kcall::getcpu_t processor;
  /// Zero bytes are one that has not been used.
  kcall::random_state random;
  char bytes[piece_size * piece_count];
  /// The bytes, piece by piece.
  kcall::iovec pieces[piece_count];
};

using vdso_clock_function = int (*)(kcall::clock, kcall::timespec*);

struct surroundings {
  places* place;
  kcall::fd null_device;
  kcall::fd zero_device;
  /// AT_SYSINFO, on ia32.
  unsigned long kernel_vsyscall;
  /// The vDSO's own function, null if there is none.
  vdso_clock_function vdso_clock_gettime;
};
inline constinit surroundings here{};

/// Maps the places, opens the devices. False if that fails: then there is nothing to measure with.
bool set_up();

/// Makes a call so many times, at least once.
using loop = void (*)(unsigned long calls);

template <class Call>
[[gnu::noinline]] void repeat(unsigned long calls) {
  // A copy that no call can change, so that it stays in registers.
  const surroundings local = here;
  do static_cast<void>(Call{}(local));
  while (--calls != 0);
}
/// The loop of a call, which is a lambda without captures that takes the surroundings.
template <class Call>
constexpr loop loop_of(Call) {
  return repeat<Call>;
}

struct contender {
  const char* group;
  const char* gate;
  const char* how;
  const char* argument;
  loop run;
};

/// A gate that does not work here, and what happens to who tries it.
struct missing_gate {
  const char* gate;
  char reason[40];
};

KCALL_POINTER_ARITHMETIC_BEGIN
template <class T, kcall::size_t capacity>
class list {
 public:
  void add(const T& item) {
    if (size_ == capacity) __builtin_trap();
    items_[size_++] = item;
  }
  kcall::size_t size() const { return size_; }
  const T& operator[](kcall::size_t i) const { return items_[i]; }
  const T* begin() const { return &items_[0]; }
  const T* end() const { return &items_[0] + size_; }

 private:
  T items_[capacity];
  kcall::size_t size_;
};
KCALL_POINTER_ARITHMETIC_END

inline constexpr kcall::size_t max_contenders = 256;
using missing_gates = list<missing_gate, 8>;

struct table {
  list<contender, max_contenders> contenders;
  missing_gates missing;
};

/// Fills the table: cases.cpp, batch.cpp.
void add_cases(table& all);
/// Adds the calls through the libc at hand: libc_calls.cpp, or libc_none.cpp in programs without one.
void add_libc_cases(table& all);
/// The target and the libc: "x86-64, glibc".
extern const char* const program_name;

}  // namespace bench
