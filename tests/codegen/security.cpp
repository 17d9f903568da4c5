// Keys and security modules. How to read this: run.py.
//
// Not here:
//   keyctl_capabilities: the kernel writes the answer in the frame
//   seccomp_get_action_avail: the kernel reads the action from memory
#include <kcall/call/keys.hpp>
#include <kcall/call/landlock.hpp>
#include <kcall/call/lsm.hpp>
#include <kcall/call/seccomp.hpp>

namespace out {

using namespace kcall;

result<key_serial> add_key(path a, path b, const_buffer c, key_serial d) { return kcall::add_key(a, b, c, d); }  // 4
result<key_serial> request_key(path a, path b, path c, key_serial d) { return kcall::request_key(a, b, c, d); }  // 4
result<key_serial> keyctl_get_keyring_id(key_serial a, bool b) { return kcall::keyctl_get_keyring_id(a, b); }  // 6: a zero, two arguments are widened
result<key_serial> keyctl_join_session_keyring(path a) { return kcall::keyctl_join_session_keyring(a); }  // 5: the operation, one argument moves
result<void> keyctl_update(key_serial a, const_buffer b) { return kcall::keyctl_update(a, b); }  // 7, 8: the operation, two arguments move, one argument is widened; one more register in between
result<void> keyctl_revoke(key_serial a) { return kcall::keyctl_revoke(a); }  // 5: the operation, one argument is widened
result<void> keyctl_invalidate(key_serial a) { return kcall::keyctl_invalidate(a); }  // 5: the operation, one argument is widened
result<void> keyctl_chown(key_serial a, uid b, gid c) { return kcall::keyctl_chown(a, b, c); }  // 7: the operation, two arguments move, one argument is widened
result<void> keyctl_setperm(key_serial a, key_perm b) { return kcall::keyctl_setperm(a, b); }  // 6: the operation, one argument moves, one argument is widened
result<size_t> keyctl_describe(key_serial a, mutable_buffer b) { return kcall::keyctl_describe(a, b); }  // 7, 8: the operation, two arguments move, one argument is widened; one more register in between
result<size_t> keyctl_get_security(key_serial a, mutable_buffer b) { return kcall::keyctl_get_security(a, b); }  // 7, 8: the operation, two arguments move, one argument is widened; one more register in between
result<size_t> keyctl_read(key_serial a, mutable_buffer b) { return kcall::keyctl_read(a, b); }  // 7, 8: the operation, two arguments move, one argument is widened; one more register in between
result<void> keyctl_clear(key_serial a) { return kcall::keyctl_clear(a); }  // 5: the operation, one argument is widened
result<void> keyctl_link(key_serial a, key_serial b) { return kcall::keyctl_link(a, b); }  // 6: the operation, two arguments are widened
result<void> keyctl_unlink(key_serial a, key_serial b) { return kcall::keyctl_unlink(a, b); }  // 6: the operation, two arguments are widened
result<void> keyctl_move(key_serial a, key_serial b, key_serial c, keyctl_move_flags d) { return kcall::keyctl_move(a, b, c, d); }  // 8: the operation, one argument moves, three arguments are widened
result<key_serial> keyctl_search(key_serial a, path b, path c, key_serial d) { return kcall::keyctl_search(a, b, c, d); }  // 8, 9: the operation, two arguments move, two arguments are widened; one more register in between
result<void> keyctl_set_timeout(key_serial a, uint32_t b) { return kcall::keyctl_set_timeout(a, b); }  // 6: the operation, one argument moves, one argument is widened
result<key_reqkey_defl> keyctl_set_reqkey_keyring(key_reqkey_defl a) { return kcall::keyctl_set_reqkey_keyring(a); }  // 5: the operation, one argument is widened
result<key_serial> keyctl_get_persistent(uid a, key_serial b) { return kcall::keyctl_get_persistent(a, b); }  // 6: the operation, one argument moves, one argument is widened
result<void> keyctl_session_to_parent() { return kcall::keyctl_session_to_parent(); }  // 4: the operation
result<void> keyctl_restrict_keyring(key_serial a, path b, path c) { return kcall::keyctl_restrict_keyring(a, b, c); }  // 7, 8: the operation, two arguments move, one argument is widened; one more register in between
result<key_serial> keyctl_assume_authority(key_serial a) { return kcall::keyctl_assume_authority(a); }  // 5: the operation, one argument is widened
result<void> keyctl_instantiate(key_serial a, const_buffer b, key_serial c) { return kcall::keyctl_instantiate(a, b, c); }  // 8, 9: the operation, two arguments move, two arguments are widened; one more register in between
result<void> keyctl_reject(key_serial a, uint32_t b, errc c, key_serial d) { return kcall::keyctl_reject(a, b, c, d); }  // 8: the operation, one argument moves, three arguments are widened
result<void> keyctl_negate(key_serial a, uint32_t b, key_serial c) { return kcall::keyctl_negate(a, b, c); }  // 7: the operation, one argument moves, two arguments are widened
result<void> keyctl_pkey_query(key_serial a, path b, keyctl_pkey_query_t& c) { return kcall::keyctl_pkey_query(a, b, c); }  // 8: the operation, a zero, two arguments move, one argument is widened
result<long> keyctl(keyctl_operation a, long b, long c, long d, long e) { return kcall::keyctl(a, b, c, d, e); }  // 4

result<fd> landlock_create_ruleset(const landlock_ruleset_attr& a) { return kcall::landlock_create_ruleset(a); }  // 5: one constant, a zero
result<int> landlock_version(landlock_create_ruleset_flags a) { return kcall::landlock_version(a); }  // 6: two zeros, one argument moves
result<void> landlock_add_rule(fd a, landlock_rule_type b, const void* c, landlock_add_rule_flags d) { return kcall::landlock_add_rule(a, b, c, d); }  // 4
result<void> landlock_restrict_self(fd a, landlock_restrict_self_flags b) { return kcall::landlock_restrict_self(a, b); }  // 3

result<size_t> lsm_list_modules(lsm_id* a, uint32_t& b) { return kcall::lsm_list_modules(a, b); }  // 4: a zero
result<size_t> lsm_get_self_attr(lsm_attr a, void* b, uint32_t& c, lsm_flags d) { return kcall::lsm_get_self_attr(a, b, c, d); }  // 4
result<void> lsm_set_self_attr(lsm_attr a, const lsm_ctx* b, uint32_t c) { return kcall::lsm_set_self_attr(a, b, c); }  // 4: a zero

result<int> seccomp(seccomp_operation a, uint32_t b, const void* c) { return kcall::seccomp(a, b, c); }  // 3
result<void> seccomp_set_mode_strict() { return kcall::seccomp_set_mode_strict(); }  // 6: three zeros
result<int> seccomp_set_mode_filter(const sock_fprog& a, seccomp_flags b) { return kcall::seccomp_set_mode_filter(a, b); }  // 5: one constant, one argument moves
result<void> seccomp_get_notif_sizes(seccomp_notif_sizes& a) { return kcall::seccomp_get_notif_sizes(a); }  // 6: one constant, a zero, one argument moves

}  // namespace out
