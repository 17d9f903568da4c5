// Keys and keyrings that the kernel holds.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A key or keyring. Default: none, which some calls take.
using key_serial = strong<struct key_serial_tag, int32_t>;

/// Keyrings by what they are for rather than by number (KEY_SPEC_*).
namespace key_spec {
inline constexpr key_serial thread_keyring{-1};
inline constexpr key_serial process_keyring{-2};
inline constexpr key_serial session_keyring{-3};
inline constexpr key_serial user_keyring{-4};
inline constexpr key_serial user_session_keyring{-5};
inline constexpr key_serial group_keyring{-6};
inline constexpr key_serial reqkey_auth_key{-7};
inline constexpr key_serial requestor_keyring{-8};
}  // namespace key_spec

/// Where keys go that request_key finds, unless told (KEY_REQKEY_DEFL_*).
enum class key_reqkey_defl : int32_t {
  no_change = -1,
  default_ = 0,
  thread_keyring = 1,
  process_keyring = 2,
  session_keyring = 3,
  user_keyring = 4,
  user_session_keyring = 5,
  group_keyring = 6,
  requestor_keyring = 7,
};

/// Who may do what with a key: who has it, its user, its group, others (KEY_POS_*, KEY_USR_*, KEY_GRP_*, KEY_OTH_*).
enum class key_perm : uint32_t {
  pos_view = 0x01000000,
  pos_read = 0x02000000,
  pos_write = 0x04000000,
  pos_search = 0x08000000,
  pos_link = 0x10000000,
  pos_setattr = 0x20000000,
  pos_all = 0x3f000000,
  usr_view = 0x00010000,
  usr_read = 0x00020000,
  usr_write = 0x00040000,
  usr_search = 0x00080000,
  usr_link = 0x00100000,
  usr_setattr = 0x00200000,
  usr_all = 0x003f0000,
  grp_view = 0x00000100,
  grp_read = 0x00000200,
  grp_write = 0x00000400,
  grp_search = 0x00000800,
  grp_link = 0x00001000,
  grp_setattr = 0x00002000,
  grp_all = 0x00003f00,
  oth_view = 0x00000001,
  oth_read = 0x00000002,
  oth_write = 0x00000004,
  oth_search = 0x00000008,
  oth_link = 0x00000010,
  oth_setattr = 0x00000020,
  oth_all = 0x0000003f,
};
void is_flags(key_perm);

/// KEYCTL_*
enum class keyctl_operation : int32_t {
  get_keyring_id = 0,
  join_session_keyring = 1,
  update = 2,
  revoke = 3,
  chown = 4,
  setperm = 5,
  describe = 6,
  clear = 7,
  link = 8,
  unlink = 9,
  search = 10,
  read = 11,
  instantiate = 12,
  negate = 13,
  set_reqkey_keyring = 14,
  set_timeout = 15,
  assume_authority = 16,
  get_security = 17,
  session_to_parent = 18,
  reject = 19,
  instantiate_iov = 20,
  invalidate = 21,
  get_persistent = 22,
  dh_compute = 23,
  pkey_query = 24,
  pkey_encrypt = 25,
  pkey_decrypt = 26,
  pkey_sign = 27,
  pkey_verify = 28,
  restrict_keyring = 29,
  move = 30,
  capabilities = 31,
  watch_key = 32,
};

/// KEYCTL_MOVE_EXCL
enum class keyctl_move_flags : uint32_t {
  /// eexist rather than replacing a key of the same name.
  excl = 1,
};
void is_flags(keyctl_move_flags);

/// What KEYCTL_CAPABILITIES tells: the first byte, and the second times 256 (KEYCTL_CAPS0_*, KEYCTL_CAPS1_*).
enum class keyctl_caps : uint32_t {
  capabilities = 0x01,
  persistent_keyrings = 0x02,
  diffie_hellman = 0x04,
  public_key = 0x08,
  big_key = 0x10,
  invalidate = 0x20,
  restrict_keyring = 0x40,
  move = 0x80,
  ns_keyring_name = 0x0100,
  ns_key_tag = 0x0200,
  notifications = 0x0400,
};
void is_flags(keyctl_caps);

/// Three keys of type "user" for KEYCTL_DH_COMPUTE. (The kernel's `private` is a keyword here.)
struct keyctl_dh_params {
  key_serial priv;
  key_serial prime;
  key_serial base;
};
static_assert(sizeof(keyctl_dh_params) == 12);

/// What a public key can do (KEYCTL_SUPPORTS_*).
enum class keyctl_supports : uint32_t { encrypt = 1, decrypt = 2, sign = 4, verify = 8 };
void is_flags(keyctl_supports);

/// About a public key; sizes in bytes but for key_size, in bits.
struct keyctl_pkey_query_t {
  keyctl_supports supported_ops;
  uint32_t key_size;
  uint16_t max_data_size;
  uint16_t max_sig_size;
  uint16_t max_enc_size;
  uint16_t max_dec_size;
  uint32_t spare_[10];
};
static_assert(sizeof(keyctl_pkey_query_t) == 56);

/// What KEYCTL_PKEY_ENCRYPT, _DECRYPT, _SIGN and _VERIFY take, besides the data.
struct keyctl_pkey_params {
  key_serial key_id;
  uint32_t in_len = 0;
  /// Room for the answer; verify: the size of the second input.
  uint32_t out_len = 0;
  uint32_t spare_[7] = {};
};
static_assert(sizeof(keyctl_pkey_params) == 40);

}  // namespace kcall::inline KCALL_ABI_TAG
