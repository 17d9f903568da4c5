// Capabilities: the pieces of root's power.
#pragma once
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// CAP_*: capabilities(7) says what each allows.
enum class capability : int {
  chown = 0,
  dac_override = 1,
  dac_read_search = 2,
  fowner = 3,
  fsetid = 4,
  kill = 5,
  setgid = 6,
  setuid = 7,
  setpcap = 8,
  linux_immutable = 9,
  net_bind_service = 10,
  net_broadcast = 11,
  net_admin = 12,
  net_raw = 13,
  ipc_lock = 14,
  ipc_owner = 15,
  sys_module = 16,
  sys_rawio = 17,
  sys_chroot = 18,
  sys_ptrace = 19,
  sys_pacct = 20,
  sys_admin = 21,
  sys_boot = 22,
  sys_nice = 23,
  sys_resource = 24,
  sys_time = 25,
  sys_tty_config = 26,
  mknod = 27,
  lease = 28,
  audit_write = 29,
  audit_control = 30,
  setfcap = 31,
  mac_override = 32,
  mac_admin = 33,
  syslog = 34,
  wake_alarm = 35,
  block_suspend = 36,
  /// Since 3.16.
  audit_read = 37,
  /// Since 5.8.
  perfmon = 38,
  /// Since 5.8.
  bpf = 39,
  /// Since 5.9.
  checkpoint_restore = 40,
};

/// A set of capabilities.
class capability_set {
 public:
  constexpr capability_set() = default;
  template <same_as<capability>... C>
  requires(sizeof...(C) > 0) KCALL_INLINE constexpr capability_set(C... members) : bits_((bit(members) | ...)) {}
  KCALL_INLINE static constexpr capability_set from_bits(uint64_t bits) {
    capability_set set;
    set.bits_ = bits;
    return set;
  }

  KCALL_INLINE constexpr capability_set& add(capability c) {
    bits_ |= bit(c);
    return *this;
  }
  KCALL_INLINE constexpr capability_set& remove(capability c) {
    bits_ &= ~bit(c);
    return *this;
  }
  KCALL_INLINE constexpr bool has(capability c) const { return (bits_ & bit(c)) != 0; }
  KCALL_INLINE constexpr bool empty() const { return bits_ == 0; }
  KCALL_INLINE constexpr uint64_t bits() const { return bits_; }

  KCALL_INLINE friend constexpr bool operator==(capability_set a, capability_set b) { return a.bits_ == b.bits_; }
  KCALL_INLINE friend constexpr capability_set operator|(capability_set a, capability_set b) {
    return from_bits(a.bits_ | b.bits_);
  }
  KCALL_INLINE friend constexpr capability_set operator&(capability_set a, capability_set b) {
    return from_bits(a.bits_ & b.bits_);
  }

 private:
  KCALL_INLINE static constexpr uint64_t bit(capability c) {
    const auto index = static_cast<unsigned>(c);
    return index < 64 ? uint64_t{1} << index : 0;
  }
  uint64_t bits_ = 0;
};

/// What a thread may do, could let itself do, and hands on to programs it executes.
struct capabilities {
  capability_set effective;
  capability_set permitted;
  capability_set inheritable;
  friend constexpr bool operator==(const capabilities&, const capabilities&) = default;
};

/// Layouts of capget(2)'s structures (_LINUX_CAPABILITY_VERSION_*). Version 3 has two cap_user_data.
enum class capability_version : uint32_t { none = 0, v1 = 0x19980330, v2 = 0x20071026, v3 = 0x20080522 };

// g++ 12 takes a member for something that hides the type of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
struct cap_user_header {
  capability_version version = capability_version::v3;
  kcall::pid pid{};
};
#pragma GCC diagnostic pop

/// 32 capabilities of each kind.
struct cap_user_data {
  uint32_t effective;
  uint32_t permitted;
  uint32_t inheritable;
};

}  // namespace kcall::inline KCALL_ABI_TAG
