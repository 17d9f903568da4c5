// Keys and keyrings: adding, asking for, and handling them. The names of the functions for keyctl(2) are its man
// pages': keyctl_read(3), …
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/settled.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/keys.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// add_key(2): makes a key in `keyring`, or updates the one of this type and description there. Types: "user", "logon",
/// "keyring" (no payload), "big_key", … Returns the key. einval, enokey (no such keyring), edquot, eacces, ekeyexpired,
/// ekeyrevoked, ekeyrejected, eperm, enomem, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> add_key(path type, path description, const_buffer payload, key_serial keyring) {
  return enter<key_serial, G>(nr<G>::add_key, type, description, payload.data(), payload.size(), keyring);
}

/// request_key(2): looks for a key in this process's keyrings, and links it to `destination` unless that is none. Where
/// there is no such key and `callout` is not null, has a program (/sbin/request-key) make it. enokey, ekeyexpired,
/// ekeyrejected, ekeyrevoked, eacces, edquot, eintr, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> request_key(path type, path description, path callout = path(nullptr),
                                            key_serial destination = {}) {
  return enter<key_serial, G>(nr<G>::request_key, type, description, callout, destination);
}

/// keyctl(2): `operation`; what the arguments are and what is returned is its matter; structures behind untyped
/// pointers are those of the gate's ABI. einval, eopnotsupp, enokey, eacces, ekeyexpired, ekeyrevoked, enosys.
template <gate_like G = gate::native, register_value... A>
KCALL_INLINE result<long> keyctl(keyctl_operation operation, A... arguments) {
  static_assert(sizeof...(A) <= 4, "kcall: keyctl has an operation and at most four arguments");
  return enter<long, G>(nr<G>::keyctl, operation, detail::extended(natural(arguments))...);
}

namespace detail {

/// keyctl with an answer of another type, for its typed forms.
template <class T, gate_like G, register_value... A>
KCALL_INLINE result<T> enter_keyctl(keyctl_operation operation, A... arguments) {
  return enter<T, G>(nr<G>::keyctl, operation, extended(natural(arguments))...);
}
template <class T, gate_like G, register_value A, register_value B>
KCALL_INLINE result<T> enter_keyctl(keyctl_operation operation, A a, B b) {
  const auto last = settled(b);
  return enter<T, G>(nr<G>::keyctl, operation, extended(natural(a)), last);
}
template <class T, gate_like G, register_value A, register_value B, register_value C>
KCALL_INLINE result<T> enter_keyctl(keyctl_operation operation, A a, B b, C c) {
  const auto last = settled(c);
  const auto before = settled(b);
  return enter<T, G>(nr<G>::keyctl, operation, extended(natural(a)), before, last);
}
template <class T, gate_like G, register_value A, register_value B, register_value C, register_value D>
KCALL_INLINE result<T> enter_keyctl(keyctl_operation operation, A a, B b, C c, D d) {
  const auto last = settled(d);
  const auto before = settled(c);
  const auto second = settled(b);
  return enter<T, G>(nr<G>::keyctl, operation, extended(natural(a)), second, before, last);
}

}  // namespace detail

/// keyctl(2), KEYCTL_GET_KEYRING_ID: the number of what key_spec names; `create`: made if it is not there. enokey.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> keyctl_get_keyring_id(key_serial key, bool create) {
  return detail::enter_keyctl<key_serial, G>(keyctl_operation::get_keyring_id, key, static_cast<int>(create));
}

/// keyctl(2), KEYCTL_JOIN_SESSION_KEYRING: joins the session keyring `name`, made if it is not there; null: a new one
/// without a name. Returns it.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> keyctl_join_session_keyring(path name) {
  return detail::enter_keyctl<key_serial, G>(keyctl_operation::join_session_keyring, name);
}

/// keyctl(2), KEYCTL_UPDATE: replaces the payload.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_update(key_serial key, const_buffer payload) {
  return detail::enter_keyctl<void, G>(keyctl_operation::update, key, payload.data(), payload.size());
}

/// keyctl(2), KEYCTL_REVOKE: makes a key useless; it answers ekeyrevoked from then on.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_revoke(key_serial key) {
  return detail::enter_keyctl<void, G>(keyctl_operation::revoke, key);
}

/// keyctl(2), KEYCTL_INVALIDATE: makes a key disappear at once. Since 3.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_invalidate(key_serial key) {
  return detail::enter_keyctl<void, G>(keyctl_operation::invalidate, key);
}

/// keyctl(2), KEYCTL_CHOWN: gives a key another user and group; uid{} and gid{} leave them. eacces, edquot.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_chown(key_serial key, uid user, gid group) {
  return detail::enter_keyctl<void, G>(keyctl_operation::chown, key, user, group);
}

/// keyctl(2), KEYCTL_SETPERM: sets who may do what with a key.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_setperm(key_serial key, key_perm permissions) {
  return detail::enter_keyctl<void, G>(keyctl_operation::setperm, key, permissions);
}

/// keyctl(2), KEYCTL_DESCRIBE: writes "type;uid;gid;permissions;description" and a NUL to `text`, if that has room
/// (else nothing). Returns how many bytes that takes.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> keyctl_describe(key_serial key, mutable_buffer text) {
  return detail::enter_keyctl<size_t, G>(keyctl_operation::describe, key, text.data(), text.size());
}

/// keyctl(2), KEYCTL_GET_SECURITY: writes the label of the security module and a NUL to `text`, in the same way.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> keyctl_get_security(key_serial key, mutable_buffer text) {
  return detail::enter_keyctl<size_t, G>(keyctl_operation::get_security, key, text.data(), text.size());
}

/// keyctl(2), KEYCTL_READ: writes the payload, of a keyring the keys in it, to `payload`. Returns how many bytes there
/// are, which may be more than the room. eopnotsupp (not for reading, as "logon"), eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> keyctl_read(key_serial key, mutable_buffer payload) {
  return detail::enter_keyctl<size_t, G>(keyctl_operation::read, key, payload.data(), payload.size());
}

/// keyctl(2), KEYCTL_CLEAR: takes all keys out of a keyring.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_clear(key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::clear, keyring);
}

/// keyctl(2), KEYCTL_LINK: puts a key into a keyring, in the place of one of the same type and description. edeadlk (a
/// ring of keyrings), eloop, enfile, edquot, eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_link(key_serial key, key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::link, key, keyring);
}

/// keyctl(2), KEYCTL_UNLINK: takes a key out of a keyring; it goes with its last link. enoent (not in there).
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_unlink(key_serial key, key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::unlink, key, keyring);
}

/// keyctl(2), KEYCTL_MOVE: takes a key out of one keyring and puts it into another. eexist (excl). Since 5.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_move(key_serial key, key_serial from, key_serial to, keyctl_move_flags flags = {}) {
  return detail::enter_keyctl<void, G>(keyctl_operation::move, key, from, to, flags);
}

/// keyctl(2), KEYCTL_SEARCH: looks for a key in a keyring and those in it, and links it to `destination` unless that is
/// none. enokey.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> keyctl_search(key_serial keyring, path type, path description,
                                              key_serial destination = {}) {
  return detail::enter_keyctl<key_serial, G>(keyctl_operation::search, keyring, type, description, destination);
}

/// keyctl(2), KEYCTL_SET_TIMEOUT: has a key expire in so many seconds; 0: never.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_set_timeout(key_serial key, uint32_t seconds) {
  return detail::enter_keyctl<void, G>(keyctl_operation::set_timeout, key, seconds);
}

/// keyctl(2), KEYCTL_SET_REQKEY_KEYRING: says where request_key puts keys; returns where it did.
template <gate_like G = gate::native>
KCALL_INLINE result<key_reqkey_defl> keyctl_set_reqkey_keyring(key_reqkey_defl keyring) {
  return detail::enter_keyctl<key_reqkey_defl, G>(keyctl_operation::set_reqkey_keyring, keyring);
}

/// keyctl(2), KEYCTL_GET_PERSISTENT: links the keyring that outlives a user's sessions to `keyring`, and returns it.
/// Since 3.13. eopnotsupp.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> keyctl_get_persistent(uid user, key_serial keyring) {
  return detail::enter_keyctl<key_serial, G>(keyctl_operation::get_persistent, user, keyring);
}

/// keyctl(2), KEYCTL_SESSION_TO_PARENT: gives the parent process this one's session keyring. eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_session_to_parent() {
  return detail::enter_keyctl<void, G>(keyctl_operation::session_to_parent);
}

/// keyctl(2), KEYCTL_RESTRICT_KEYRING: which keys may be linked to a keyring: none (null, null), or as the key type
/// decides by `restriction`. eexist (is restricted), eopnotsupp, enoent. Since 4.12.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_restrict_keyring(key_serial keyring, path type, path restriction) {
  return detail::enter_keyctl<void, G>(keyctl_operation::restrict_keyring, keyring, type, restriction);
}

/// keyctl(2), KEYCTL_CAPABILITIES: what this kernel can do with keys. eopnotsupp before 5.3.
template <gate_like G = gate::native>
KCALL_INLINE result<keyctl_caps> keyctl_capabilities() {
  uint32_t bytes = 0;
  const auto filled = detail::enter_keyctl<long, G>(keyctl_operation::capabilities, &bytes, sizeof bytes);
  if (!filled) return filled.error();
  return static_cast<keyctl_caps>(bytes);
}

/// keyctl(2), KEYCTL_ASSUME_AUTHORITY: for a program that makes keys: of which key it speaks; none: no longer. Returns
/// the key that authorises it.
template <gate_like G = gate::native>
KCALL_INLINE result<key_serial> keyctl_assume_authority(key_serial key) {
  return detail::enter_keyctl<key_serial, G>(keyctl_operation::assume_authority, key);
}

/// keyctl(2), KEYCTL_INSTANTIATE: for such a program: here is the payload; links the key to `keyring` unless that is
/// none.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_instantiate(key_serial key, const_buffer payload, key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::instantiate, key, payload.data(), payload.size(), keyring);
}

/// keyctl(2), KEYCTL_REJECT: for such a program: there is no such key; who asks for it in the next `seconds` gets
/// `error`. Since 2.6.39.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_reject(key_serial key, uint32_t seconds, errc error, key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::reject, key, seconds, error, keyring);
}

/// keyctl(2), KEYCTL_NEGATE: the same with enokey.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_negate(key_serial key, uint32_t seconds, key_serial keyring) {
  return detail::enter_keyctl<void, G>(keyctl_operation::negate, key, seconds, keyring);
}

/// keyctl(2), KEYCTL_PKEY_QUERY: writes what a public key can do. `parameters`: "" or such as "enc=pkcs1". Since 4.20.
template <gate_like G = gate::native>
KCALL_INLINE result<void> keyctl_pkey_query(key_serial key, path parameters, keyctl_pkey_query_t& query) {
  return detail::enter_keyctl<void, G>(keyctl_operation::pkey_query, key, 0, parameters, &query);
}

}  // namespace kcall::inline KCALL_ABI_TAG
