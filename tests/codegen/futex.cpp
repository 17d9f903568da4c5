// Futexes. How to read this: run.py.
//
// Not here:
//   futex_wake_op: puts a structure into a word
#include <kcall/call/futex.hpp>
#include <kcall/call/futex2.hpp>
#include <kcall/call/futex_requeue_pi.hpp>
#include <kcall/call/futex_wake_op.hpp>

namespace out {

using namespace kcall;

result<long> futex(futex_word a, futex_op b, uint32_t c, const timespec* d, futex_word e, uint32_t f) { return kcall::futex(a, b, c, d, e, f); }  // 4
result<long> futex_2(futex_word a, futex_op b, uint32_t c, futex_value2 d, futex_word e, uint32_t f) { return kcall::futex(a, b, c, d, e, f); }  // 4
result<void> futex_wait(futex_word a, uint32_t b, const timespec* c, futex_scope d) { return kcall::futex_wait(a, b, c, d); }  // 6, 7: three arguments move; one more register in between
result<int> futex_wake(futex_word a, int b, futex_scope c) { return kcall::futex_wake(a, b, c); }  // 7: one argument moves, one argument is computed, two change places
result<void> futex_wait_bitset(futex_word a, uint32_t b, uint32_t c, const timespec* d, futex_clock e, futex_scope f) { return kcall::futex_wait_bitset(a, b, c, d, e, f); }  // 10, 13: a zero, two arguments move, one argument is computed; g++ saves a register to have one more in between
result<int> futex_wake_bitset(futex_word a, int b, uint32_t c, futex_scope d) { return kcall::futex_wake_bitset(a, b, c, d); }  // 9, 12: two zeros, two arguments move, one argument is computed; g++ saves a register to have one more in between
result<int> futex_requeue(futex_word a, int b, int c, futex_word d, futex_scope e) { return kcall::futex_requeue(a, b, c, d, e); }  // 8, 9: three arguments move, one argument is computed; one more register in between
result<int> futex_cmp_requeue(futex_word a, int b, int c, futex_word d, uint32_t e, futex_scope f) { return kcall::futex_cmp_requeue(a, b, c, d, e, f); }  // 9, 13: four arguments move, one argument is computed; g++ saves a register to have one more in between
result<void> futex_lock_pi(futex_word a, const timespec* b, futex_scope c) { return kcall::futex_lock_pi(a, b, c); }  // 7: a zero, one argument moves, one argument is computed
result<void> futex_trylock_pi(futex_word a, futex_scope b) { return kcall::futex_trylock_pi(a, b); }  // 4: one argument is computed
result<void> futex_unlock_pi(futex_word a, futex_scope b) { return kcall::futex_unlock_pi(a, b); }  // 4: one argument is computed
result<void> futex_wait_bitset_2(futex_word a, uint32_t b, uint32_t c, const timespec* d) { return kcall::futex_wait_bitset(a, b, c, d); }  // 8, 11: the operation, a zero, two arguments move; g++ saves a register to have one more in between
result<int> futex_wake_bitset_2(futex_word a, int b, uint32_t c) { return kcall::futex_wake_bitset(a, b, c); }  // 8, 11: the operation, two zeros, two arguments move; g++ saves a register to have one more in between
result<int> futex_cmp_requeue_2(futex_word a, int b, int c, futex_word d, uint32_t e) { return kcall::futex_cmp_requeue(a, b, c, d, e); }  // 8, 11: the operation, four arguments move; g++ saves a register to have one more in between
result<void> futex_lock_pi2(futex_word a, const timespec* b, futex_clock c, futex_scope d) { return kcall::futex_lock_pi2(a, b, c, d); }  // 9: a zero, one argument moves, one argument is computed
result<void> futex_wait_requeue_pi(futex_word a, uint32_t b, futex_word c, const timespec* d, futex_clock e, futex_scope f) { return kcall::futex_wait_requeue_pi(a, b, c, d, e, f); }  // 10, 12: two arguments move, one argument is computed, two change places; g++ saves a register to have one more in between
result<int> futex_cmp_requeue_pi(futex_word a, int b, futex_word c, uint32_t d, futex_scope e) { return kcall::futex_cmp_requeue_pi(a, b, c, d, e); }  // 10: the number of those woken, four arguments move, one argument is computed
result<long> futex_short(futex_word a, futex_op b, uint32_t c, const timespec* d) { return kcall::futex(a, b, c, d); }  // 6: two zeros
result<void> futex_wait_private(futex_word a, uint32_t b, const timespec* c) { return kcall::futex_wait(a, b, c); }  // 6, 7: the operation, two arguments move; one more register in between
result<int> futex_wake_private(futex_word a, int b) { return kcall::futex_wake(a, b); }  // 5: the operation, one argument moves

result<int> futex_waitv(const futex_waitv_t* a, unsigned b, const timespec* c, clock d, unsigned e) { return kcall::futex_waitv(a, b, c, d, e); }  // 6: three arguments move
result<void> futex_wait_2(futex_word a, unsigned long b, unsigned long c, futex2_flags d, const timespec* e, clock f) { return kcall::futex_wait(a, b, c, d, e, f); }  // 4
result<int> futex_wake_2(futex_word a, unsigned long b, int c, futex2_flags d) { return kcall::futex_wake(a, b, c, d); }  // 4
result<int> futex_requeue_2(const futex_waitv_t (&a)[2], int b, int c, unsigned d) { return kcall::futex_requeue(a, b, c, d); }  // 6, 7: three arguments move; one more register in between

}  // namespace out
