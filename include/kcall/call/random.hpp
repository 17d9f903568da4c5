// getrandom(2), from the kernel or from the vDSO. The vDSO's (since Linux 6.11 on x86-64) makes random bytes in user
// mode, from a key that it takes from the kernel as often as the kernel wants; for that it needs memory of its own from
// one call to the next, which the caller keeps: random_state.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/gate/vdso.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/busy.hpp>
#include <kcall/types/system.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// getrandom(2): writes `size` random bytes to `data`; returns how many it wrote: all of them up to 256, where a signal
/// may cut longer ones short. efault; eagain with nonblock; eintr while waiting for entropy; einval; enosys
/// before 3.17.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getrandom(void* data, size_t size, getrandom_flags flags = {}) {
  return enter<size_t, G>(nr<G>::getrandom, data, size, flags);
}
/// getrandom(2): fills a buffer; otherwise as above.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getrandom(mutable_buffer to, getrandom_flags flags = {}) {
  return getrandom<G>(to.data(), to.size(), flags);
}

namespace detail {

/// What the vDSO's getrandom says of its state: struct vgetrandom_opaque_params of uapi/linux/random.h.
struct random_params {
  uint32_t size;
  uint32_t protection;
  uint32_t flags;
  uint32_t reserved[13];
};

/// The vDSO's five arguments. The kernel looks at three of them.
template <gate_like G>
KCALL_INLINE result<size_t> getrandom_with(void* state, size_t state_size, void* data, size_t size,
                                           getrandom_flags flags) {
  return enter<size_t, G>(nr<G>::getrandom, data, size, flags, state, state_size);
}

}  // namespace detail

/// What the vDSO's getrandom keeps between calls: one page, mapped at first use and unmapped with this object. Every
/// thread has its own, as a local or a thread_local; it needs no set-up, and what it cannot do the kernel is asked for.
///
/// No bytes are ever given twice. The child of a fork finds the page wiped (the kernel's own flags for it say so, and a
/// page without that promise is not used), and takes a new key. Whoever comes while a call is under way on the same
/// state, a signal handler or another thread by mistake, is sent to the kernel.
class random_state {
 public:
  constexpr random_state() = default;
  random_state(const random_state&) = delete;
  random_state& operator=(const random_state&) = delete;
  KCALL_INLINE ~random_state() {
    if (page_ != nullptr) static_cast<void>(munmap(page_, size_));
  }

  /// Whether calls are answered by the vDSO; false before the first call, and where they go to the kernel.
  [[nodiscard]] bool in_use() const { return page_ != nullptr; }

  /// See getrandom() below.
  template <gate_like G>
  KCALL_INLINE result<size_t> fill(void* data, size_t size, getrandom_flags flags) {
    if (busy_.enter()) {
      if (!asked_) [[unlikely]] {
        map<G>();
      }
      if (page_ != nullptr) {
        const auto written = detail::getrandom_with<G>(page_, size_, data, size, flags);
        busy_.leave();
        return written;
      }
      busy_.leave();
    }
    return getrandom<G>(data, size, flags);
  }

 private:
  /// Asks the vDSO how large its state is and how to map it.
  template <gate_like G>
  KCALL_COLD void map() {
    asked_ = true;
    detail::random_params params;
    params.size = 0;
    params.protection = 0;
    params.flags = 0;
    // The kernel itself takes this for a call that wants no bytes, and leaves the structure alone.
    if (!detail::getrandom_with<G>(&params, ~size_t{0}, nullptr, 0, {}) || params.size == 0) return;
    constexpr map_flags wiped_in_children = map_flags::droppable | map_flags::anonymous;
    const map_flags flags{params.flags};
    if ((flags & wiped_in_children) != wiped_in_children) return;
    const auto page = mmap<trap_of<G>>(nullptr, params.size, prot{params.protection}, flags, fd{}, 0);
    if (!page) return;
    size_ = params.size;
    page_ = *page;
  }

  void* page_ = nullptr;
  uint32_t size_ = 0;
  bool asked_ = false;
  detail::busy_flag busy_;
};

/// getrandom(2) without entering the kernel, where the vDSO can: writes `size` random bytes to `data`; returns how many
/// it wrote, all of them if the vDSO did. Flags, errors, and what happens otherwise: as above. `state` is this
/// thread's.
template <gate_like G = gate::vdso>
KCALL_INLINE result<size_t> getrandom(random_state& state, void* data, size_t size, getrandom_flags flags = {}) {
  return state.fill<G>(data, size, flags);
}
/// getrandom(2) without entering the kernel: fills a buffer; otherwise as above.
template <gate_like G = gate::vdso>
KCALL_INLINE result<size_t> getrandom(random_state& state, mutable_buffer to, getrandom_flags flags = {}) {
  return state.fill<G>(to.data(), to.size(), flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
