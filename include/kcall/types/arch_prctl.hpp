// What arch_prctl takes: x86 only.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ARCH_*: what arch_prctl does.
enum class arch_option : int {
  set_gs = 0x1001,
  set_fs = 0x1002,
  get_fs = 0x1003,
  get_gs = 0x1004,
  get_cpuid = 0x1011,
  set_cpuid = 0x1012,
  get_xcomp_supp = 0x1021,
  get_xcomp_perm = 0x1022,
  req_xcomp_perm = 0x1023,
  get_xcomp_guest_perm = 0x1024,
  req_xcomp_guest_perm = 0x1025,
  map_vdso_x32 = 0x2001,
  map_vdso_32 = 0x2002,
  map_vdso_64 = 0x2003,
  get_untag_mask = 0x4001,
  enable_tagged_addr = 0x4002,
  get_max_tag_bits = 0x4003,
  force_tagged_sva = 0x4004,
  shstk_enable = 0x5001,
  shstk_disable = 0x5002,
  shstk_lock = 0x5003,
  shstk_unlock = 0x5004,
  shstk_status = 0x5005,
};

/// ARCH_SHSTK_*: shadow stack features.
enum class shstk_features : unsigned long {
  none = 0,
  shstk = 1,
  /// Writing to shadow stacks.
  wrss = 2,
};
void is_flags(shstk_features);

}  // namespace kcall::inline KCALL_ABI_TAG
