// What sigaltstack(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// stack_t::ss_flags (SS_*).
enum class sigaltstack_flags : uint32_t {
  /// The thread is running on it now: it cannot be changed.
  onstack = 1,
  disable = 2,
  /// Disabled while a handler runs, so that the handler may change context. Since 4.7.
  autodisarm = 1U << 31,
};
void is_flags(sigaltstack_flags);

/// A stack for signal handlers, in this code's layout.
struct stack_t {
  void* ss_sp;
  sigaltstack_flags ss_flags;
  /// In bytes; at least 2048 (x86) or 5120 (aarch64), and more where registers are many (AT_MINSIGSTKSZ).
  size_t ss_size;
};

}  // namespace kcall::inline KCALL_ABI_TAG
