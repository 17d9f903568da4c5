// A stack for signal handlers alone, so that a handler can run, and say so, when the usual stack has overflowed.
//
//   kcall::alternate_stack stack;
//   if (const auto made = stack.use(); !made) return made.error();
//   kcall::rt_sigaction(kcall::signal::sigsegv, {handler, kcall::sigaction_flags::onstack}).value();
//
// Each thread needs its own. Below it lie pages that may not be touched: a handler that overflows it dies instead of
// writing over what is there.
#pragma once
#include <kcall/call/memory.hpp>
#include <kcall/call/signal_stack.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Owns the stack that sigaltstack(2) tells the kernel of, for the thread that called use(). Not to be destroyed by a
/// handler that runs on it, and not to be left behind by a thread that ends.
class alternate_stack {
 public:
  /// The largest page of any target: a multiple of every page size, so that none need be asked for.
  static constexpr size_t granule = 65536;

  alternate_stack() = default;
  alternate_stack(const alternate_stack&) = delete;
  alternate_stack& operator=(const alternate_stack&) = delete;
  /// The thread has again what it had before, and the memory goes.
  ~alternate_stack() { static_cast<void>(release()); }

  /// Maps the stack and its guard, and has handlers with sigaction_flags::onstack run on it. `bytes` is rounded up to
  /// a multiple of `granule`; memory that is not touched is not taken. The default is enough for the registers of any
  /// machine. enomem; einval: size out of range; ealready: this one is in use; eperm: called on an alternate stack.
  result<void> use(size_t bytes = granule) noexcept;

  /// Gives it back early. eperm: a handler is running on it, and nothing was changed.
  result<void> release() noexcept;

  /// Whether `address` lies in the guard: a handler went further down than its stack reaches.
  KCALL_INLINE bool guards(const void* address) const { return offset(address) < granule; }
  /// Whether `address` lies in the stack.
  KCALL_INLINE bool contains(const void* address) const { return offset(address) - granule < bytes_; }

 private:
  KCALL_INLINE uintptr_t offset(const void* address) const {
    return base_ == nullptr ? ~uintptr_t{0} : reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(base_);
  }
  KCALL_INLINE void unmap() {
    static_cast<void>(munmap(base_, granule + bytes_));
    base_ = nullptr;
  }

  void* base_ = nullptr;
  size_t bytes_ = 0;
  stack_t before_ = {nullptr, sigaltstack_flags::disable, 0};
};

[[gnu::noinline]] inline result<void> alternate_stack::use(size_t bytes) noexcept {
  if (base_ != nullptr) return errc::ealready;
  constexpr size_t most = (~size_t{0} >> 1) - 2 * granule;
  if (bytes == 0 || bytes > most) return errc::einval;
  bytes_ = (bytes + granule - 1) & ~(granule - 1);
  const auto mapped =
      mmap(nullptr, granule + bytes_, prot::none, map_flags::private_ | map_flags::anonymous | map_flags::stack);
  if (!mapped) return mapped.error();
  base_ = *mapped;
  KCALL_POINTER_ARITHMETIC_BEGIN
  void* const lowest = static_cast<char*>(base_) + granule;
  KCALL_POINTER_ARITHMETIC_END
  auto done = mprotect(lowest, bytes_, prot::read | prot::write);
  if (done) {
    const stack_t wanted = {lowest, {}, bytes_};
    done = sigaltstack(&wanted, &before_);
  }
  if (!done) unmap();
  return done;
}

[[gnu::noinline]] inline result<void> alternate_stack::release() noexcept {
  if (base_ == nullptr) return {};
  const auto done = sigaltstack(&before_, nullptr);
  // Still in use, it must stay.
  if (done) unmap();
  return done;
}

}  // namespace kcall::inline KCALL_ABI_TAG
