// Text on its way to a descriptor, or to anything that writes.
#pragma once
#include <kcall/print/sink.hpp>
#include <kcall/write_all.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

template <class Out>
concept output = requires(Out& out, const_buffer data) {
  result<void>(out.write(data));
};

/// Collects on the stack, and hands on when full and at the end.
class collecting_sink : public sink {
 public:
  using sink::drain;
  KCALL_INLINE collecting_sink(uintptr_t target, drain full)  // NOLINT(*-member-init)
      : sink(storage_, sizeof storage_, full), target_(target) {}
  KCALL_INLINE long finish() {
    drain_(*this);
    return error_;
  }

  /// write(target, text) for what was collected; after an error, nothing.
  template <class Write>
  KCALL_INLINE void hand_on(Write write) {
    const auto size = static_cast<size_t>(at_ - storage_);
    at_ = storage_;
    if (error_ == 0 && size != 0) error_ = write(target_, const_buffer(storage_, size)).word();
  }

 private:
  uintptr_t target_;
  long error_ = 0;
  char storage_[1024];
};

template <class G>
[[gnu::noinline]] inline void hand_to_fd(sink& full) {
  static_cast<collecting_sink&>(full).hand_on([](uintptr_t target, const_buffer data) __attribute__((always_inline)) {
    return write_all<G>(fd{static_cast<int>(target)}, data);
  });
}
template <class Out>
[[gnu::noinline]] inline void hand_to(sink& full) {
  static_cast<collecting_sink&>(full).hand_on([](uintptr_t target, const_buffer data) __attribute__((always_inline)) {
    return reinterpret_cast<Out*>(target)->write(data);
  });
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
