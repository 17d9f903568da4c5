// x86's segment descriptors.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What user_desc says in bits.
enum class segment_flags : uint32_t {
  none = 0,
  seg_32bit = 1,
  /// MODIFY_LDT_CONTENTS_*, two bits; 0: data.
  contents_stack = 1 << 1,
  contents_code = 2 << 1,
  read_exec_only = 1 << 3,
  limit_in_pages = 1 << 4,
  seg_not_present = 1 << 5,
  useable = 1 << 6,
  /// 64-bit code; for 64-bit calls only.
  lm = 1 << 7,
};
void is_flags(segment_flags);

/// A descriptor, as modify_ldt and set_thread_area take it. One with all of base and limit 0, and read_exec_only with
/// seg_not_present, empties the entry.
struct user_desc {
  uint32_t entry_number;
  uint32_t base_addr;
  uint32_t limit;
  segment_flags flags;
};
static_assert(sizeof(user_desc) == 16);

/// For set_thread_area: any free entry.
inline constexpr uint32_t any_entry = 0xffffffff;

/// What modify_ldt does.
enum class ldt_function : int { read = 0, write_old = 1, read_default = 2, write = 0x11 };

}  // namespace kcall::inline KCALL_ABI_TAG
