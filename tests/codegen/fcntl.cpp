// fcntl and flock. How to read this: run.py.
//
// Not here:
//   fcntl_getown_ex, fcntl_getown: the kernel writes a structure in the frame
//   fcntl_set_rw_hint, fcntl_set_file_rw_hint: the kernel reads the hint from memory
#include <kcall/call/fcntl.hpp>
#include <kcall/call/fcntl_hint.hpp>
#include <kcall/call/fcntl_lease.hpp>
#include <kcall/call/fcntl_notice.hpp>
#include <kcall/call/flock.hpp>

namespace out {

using namespace kcall;

result<int> fcntl(fd a, fcntl_command b) { return kcall::fcntl(a, b); }  // 3
result<void> fcntl_2(fd a, fcntl_command b, flock_t* c) { return kcall::fcntl(a, b, c); }  // 3
result<void> fcntl_3(fd a, fcntl_command b, const flock_t* c) { return kcall::fcntl(a, b, c); }  // 3
result<fd> fcntl_dupfd(fd a, fd b) { return kcall::fcntl_dupfd(a, b); }  // 5: a zero, one argument moves
result<fd> fcntl_dupfd_cloexec(fd a, fd b) { return kcall::fcntl_dupfd_cloexec(a, b); }  // 5: the command, one argument moves
result<fd_flags> fcntl_getfd(fd a) { return kcall::fcntl_getfd(a); }  // 4: the command
result<void> fcntl_setfd(fd a, fd_flags b) { return kcall::fcntl_setfd(a, b); }  // 5: the command, one argument moves
result<open_flags> fcntl_getfl(fd a) { return kcall::fcntl_getfl(a); }  // 4: the command
result<void> fcntl_setfl(fd a, open_flags b) { return kcall::fcntl_setfl(a, b); }  // 5: the command, one argument moves
result<void> fcntl_getlk(fd a, flock_t& b) { return kcall::fcntl_getlk(a, b); }  // 5: the command, one argument moves
result<void> fcntl_setlk(fd a, const flock_t& b) { return kcall::fcntl_setlk(a, b); }  // 5: the command, one argument moves
result<void> fcntl_setlkw(fd a, const flock_t& b) { return kcall::fcntl_setlkw(a, b); }  // 5: the command, one argument moves
result<void> fcntl_ofd_getlk(fd a, flock_t& b) { return kcall::fcntl_ofd_getlk(a, b); }  // 5: the command, one argument moves
result<void> fcntl_ofd_setlk(fd a, const flock_t& b) { return kcall::fcntl_ofd_setlk(a, b); }  // 5: the command, one argument moves
result<void> fcntl_ofd_setlkw(fd a, const flock_t& b) { return kcall::fcntl_ofd_setlkw(a, b); }  // 5: the command, one argument moves
result<size_t> fcntl_getpipe_sz(fd a) { return kcall::fcntl_getpipe_sz(a); }  // 4: the command
result<size_t> fcntl_setpipe_sz(fd a, size_t b) { return kcall::fcntl_setpipe_sz(a, b); }  // 5: the command, one argument moves
result<seals> fcntl_get_seals(fd a) { return kcall::fcntl_get_seals(a); }  // 4: the command
result<void> fcntl_add_seals(fd a, seals b) { return kcall::fcntl_add_seals(a, b); }  // 5: the command, one argument moves
result<void> fcntl_setown_ex(fd a, const f_owner_ex& b) { return kcall::fcntl_setown_ex(a, b); }  // 5: the command, one argument moves
result<int> fcntl_word(fd a, fcntl_command b, long c) { return kcall::fcntl(a, b, c); }  // 3

result<void> fcntl_get_rw_hint(fd a, rwh_write_life& b) { return kcall::fcntl_get_rw_hint(a, b); }  // 5: the command, one argument moves
result<void> fcntl_get_file_rw_hint(fd a, rwh_write_life& b) { return kcall::fcntl_get_file_rw_hint(a, b); }  // 5: the command, one argument moves
result<bool> fcntl_dupfd_query(fd a, fd b) { return kcall::fcntl_dupfd_query(a, b); }  // 5: the command, one argument is widened
result<bool> fcntl_created_query(fd a) { return kcall::fcntl_created_query(a); }  // 4: the command

result<void> fcntl_setlease(fd a, lock_type b) { return kcall::fcntl_setlease(a, b); }  // 5: the command, one argument is widened
result<lock_type> fcntl_getlease(fd a) { return kcall::fcntl_getlease(a); }  // 4: the command
result<void> fcntl_setdeleg(fd a, const delegation& b) { return kcall::fcntl_setdeleg(a, b); }  // 5: the command, one argument moves
result<void> fcntl_getdeleg(fd a, delegation& b) { return kcall::fcntl_getdeleg(a, b); }  // 5: the command, one argument moves

result<void> fcntl_setown(fd a, pid b) { return kcall::fcntl_setown(a, b); }  // 5: the command, one argument is widened
result<void> fcntl_getowner_uids(fd a, owner_uids& b) { return kcall::fcntl_getowner_uids(a, b); }  // 5: the command, one argument moves
result<void> fcntl_setsig(fd a, signal b) { return kcall::fcntl_setsig(a, b); }  // 5: the command, one argument is widened
result<signal> fcntl_getsig(fd a) { return kcall::fcntl_getsig(a); }  // 4: the command
result<void> fcntl_notify(fd a, dn_flags b) { return kcall::fcntl_notify(a, b); }  // 5: the command, one argument moves

result<void> flock(fd a, flock_operation b) { return kcall::flock(a, b); }  // 3

}  // namespace out
