// Keys. The permissions, which no kernel header shows to users, are those of keyutils.h and keyctl_setperm(3).
#include <linux/keyctl.h>

#include <kcall/types/keys.hpp>

#include "same.hpp"

using kcall::key_reqkey_defl;
using kcall::keyctl_caps;
using kcall::keyctl_supports;
using op = kcall::keyctl_operation;

static_assert(kcall::key_spec::thread_keyring.get() == KEY_SPEC_THREAD_KEYRING);
static_assert(kcall::key_spec::process_keyring.get() == KEY_SPEC_PROCESS_KEYRING);
static_assert(kcall::key_spec::session_keyring.get() == KEY_SPEC_SESSION_KEYRING);
static_assert(kcall::key_spec::user_keyring.get() == KEY_SPEC_USER_KEYRING);
static_assert(kcall::key_spec::user_session_keyring.get() == KEY_SPEC_USER_SESSION_KEYRING);
static_assert(kcall::key_spec::group_keyring.get() == KEY_SPEC_GROUP_KEYRING);
static_assert(kcall::key_spec::reqkey_auth_key.get() == KEY_SPEC_REQKEY_AUTH_KEY);
static_assert(kcall::key_spec::requestor_keyring.get() == KEY_SPEC_REQUESTOR_KEYRING);
SAME_VALUE(key_reqkey_defl::no_change, KEY_REQKEY_DEFL_NO_CHANGE);
SAME_VALUE(key_reqkey_defl::default_, KEY_REQKEY_DEFL_DEFAULT);
SAME_VALUE(key_reqkey_defl::thread_keyring, KEY_REQKEY_DEFL_THREAD_KEYRING);
SAME_VALUE(key_reqkey_defl::process_keyring, KEY_REQKEY_DEFL_PROCESS_KEYRING);
SAME_VALUE(key_reqkey_defl::session_keyring, KEY_REQKEY_DEFL_SESSION_KEYRING);
SAME_VALUE(key_reqkey_defl::user_keyring, KEY_REQKEY_DEFL_USER_KEYRING);
SAME_VALUE(key_reqkey_defl::user_session_keyring, KEY_REQKEY_DEFL_USER_SESSION_KEYRING);
SAME_VALUE(key_reqkey_defl::group_keyring, KEY_REQKEY_DEFL_GROUP_KEYRING);
SAME_VALUE(key_reqkey_defl::requestor_keyring, KEY_REQKEY_DEFL_REQUESTOR_KEYRING);
SAME_VALUE(op::get_keyring_id, KEYCTL_GET_KEYRING_ID);
SAME_VALUE(op::join_session_keyring, KEYCTL_JOIN_SESSION_KEYRING);
SAME_VALUE(op::update, KEYCTL_UPDATE);
SAME_VALUE(op::revoke, KEYCTL_REVOKE);
SAME_VALUE(op::chown, KEYCTL_CHOWN);
SAME_VALUE(op::setperm, KEYCTL_SETPERM);
SAME_VALUE(op::describe, KEYCTL_DESCRIBE);
SAME_VALUE(op::clear, KEYCTL_CLEAR);
SAME_VALUE(op::link, KEYCTL_LINK);
SAME_VALUE(op::unlink, KEYCTL_UNLINK);
SAME_VALUE(op::search, KEYCTL_SEARCH);
SAME_VALUE(op::read, KEYCTL_READ);
SAME_VALUE(op::instantiate, KEYCTL_INSTANTIATE);
SAME_VALUE(op::negate, KEYCTL_NEGATE);
SAME_VALUE(op::set_reqkey_keyring, KEYCTL_SET_REQKEY_KEYRING);
SAME_VALUE(op::set_timeout, KEYCTL_SET_TIMEOUT);
SAME_VALUE(op::assume_authority, KEYCTL_ASSUME_AUTHORITY);
SAME_VALUE(op::get_security, KEYCTL_GET_SECURITY);
SAME_VALUE(op::session_to_parent, KEYCTL_SESSION_TO_PARENT);
SAME_VALUE(op::reject, KEYCTL_REJECT);
SAME_VALUE(op::instantiate_iov, KEYCTL_INSTANTIATE_IOV);
SAME_VALUE(op::invalidate, KEYCTL_INVALIDATE);
SAME_VALUE(op::get_persistent, KEYCTL_GET_PERSISTENT);
SAME_VALUE(op::dh_compute, KEYCTL_DH_COMPUTE);
SAME_VALUE(op::pkey_query, KEYCTL_PKEY_QUERY);
SAME_VALUE(op::pkey_encrypt, KEYCTL_PKEY_ENCRYPT);
SAME_VALUE(op::pkey_decrypt, KEYCTL_PKEY_DECRYPT);
SAME_VALUE(op::pkey_sign, KEYCTL_PKEY_SIGN);
SAME_VALUE(op::pkey_verify, KEYCTL_PKEY_VERIFY);
SAME_VALUE(op::restrict_keyring, KEYCTL_RESTRICT_KEYRING);
SAME_VALUE(op::move, KEYCTL_MOVE);
SAME_VALUE(op::capabilities, KEYCTL_CAPABILITIES);
SAME_VALUE(op::watch_key, KEYCTL_WATCH_KEY);
SAME_VALUE(kcall::keyctl_move_flags::excl, KEYCTL_MOVE_EXCL);
SAME_VALUE(keyctl_caps::capabilities, KEYCTL_CAPS0_CAPABILITIES);
SAME_VALUE(keyctl_caps::persistent_keyrings, KEYCTL_CAPS0_PERSISTENT_KEYRINGS);
SAME_VALUE(keyctl_caps::diffie_hellman, KEYCTL_CAPS0_DIFFIE_HELLMAN);
SAME_VALUE(keyctl_caps::public_key, KEYCTL_CAPS0_PUBLIC_KEY);
SAME_VALUE(keyctl_caps::big_key, KEYCTL_CAPS0_BIG_KEY);
SAME_VALUE(keyctl_caps::invalidate, KEYCTL_CAPS0_INVALIDATE);
SAME_VALUE(keyctl_caps::restrict_keyring, KEYCTL_CAPS0_RESTRICT_KEYRING);
SAME_VALUE(keyctl_caps::move, KEYCTL_CAPS0_MOVE);
SAME_VALUE(keyctl_caps::ns_keyring_name, KEYCTL_CAPS1_NS_KEYRING_NAME << 8);
SAME_VALUE(keyctl_caps::ns_key_tag, KEYCTL_CAPS1_NS_KEY_TAG << 8);
SAME_VALUE(keyctl_caps::notifications, KEYCTL_CAPS1_NOTIFICATIONS << 8);
SAME_VALUE(keyctl_supports::encrypt, KEYCTL_SUPPORTS_ENCRYPT);
SAME_VALUE(keyctl_supports::decrypt, KEYCTL_SUPPORTS_DECRYPT);
SAME_VALUE(keyctl_supports::sign, KEYCTL_SUPPORTS_SIGN);
SAME_VALUE(keyctl_supports::verify, KEYCTL_SUPPORTS_VERIFY);

SAME_SIZE(kcall::keyctl_dh_params, ::keyctl_dh_params);
SAME_FIELD(kcall::keyctl_dh_params, priv, ::keyctl_dh_params, priv);
SAME_FIELD(kcall::keyctl_dh_params, prime, ::keyctl_dh_params, prime);
SAME_FIELD(kcall::keyctl_dh_params, base, ::keyctl_dh_params, base);
SAME_SIZE(kcall::keyctl_pkey_query_t, ::keyctl_pkey_query);
SAME_FIELD(kcall::keyctl_pkey_query_t, supported_ops, ::keyctl_pkey_query, supported_ops);
SAME_FIELD(kcall::keyctl_pkey_query_t, key_size, ::keyctl_pkey_query, key_size);
SAME_FIELD(kcall::keyctl_pkey_query_t, max_data_size, ::keyctl_pkey_query, max_data_size);
SAME_FIELD(kcall::keyctl_pkey_query_t, max_sig_size, ::keyctl_pkey_query, max_sig_size);
SAME_FIELD(kcall::keyctl_pkey_query_t, max_enc_size, ::keyctl_pkey_query, max_enc_size);
SAME_FIELD(kcall::keyctl_pkey_query_t, max_dec_size, ::keyctl_pkey_query, max_dec_size);
SAME_FIELD(kcall::keyctl_pkey_query_t, spare_, ::keyctl_pkey_query, __spare);
SAME_SIZE(kcall::keyctl_pkey_params, ::keyctl_pkey_params);
SAME_FIELD(kcall::keyctl_pkey_params, key_id, ::keyctl_pkey_params, key_id);
SAME_FIELD(kcall::keyctl_pkey_params, in_len, ::keyctl_pkey_params, in_len);
SAME_FIELD(kcall::keyctl_pkey_params, out_len, ::keyctl_pkey_params, out_len);
SAME_FIELD(kcall::keyctl_pkey_params, spare_, ::keyctl_pkey_params, __spare);
