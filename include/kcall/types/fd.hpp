// File descriptors: fd names one, unique_fd owns one.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/types/strong.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A file descriptor. Default: fd{-1}, which is none.
using fd = strong<struct fd_tag, int, -1>;

inline constexpr fd stdin_fd{0};
inline constexpr fd stdout_fd{1};
inline constexpr fd stderr_fd{2};
/// The current directory, where a call takes a directory (AT_FDCWD).
inline constexpr fd at_fdcwd{-100};

/// Owns a file descriptor and closes it at the end of its life. Move-only.
class unique_fd {
 public:
  unique_fd() = default;
  KCALL_INLINE explicit unique_fd(fd owned) : fd_(owned) {}
  KCALL_INLINE unique_fd(unique_fd&& other) noexcept : fd_(other.release()) {}
  KCALL_INLINE unique_fd& operator=(unique_fd&& other) noexcept {
    const fd taken = other.release();
    reset(taken);
    return *this;
  }
  unique_fd(const unique_fd&) = delete;
  unique_fd& operator=(const unique_fd&) = delete;
  KCALL_INLINE ~unique_fd() { reset(); }

  KCALL_INLINE fd get() const { return fd_; }
  /// Where a call takes an fd, an owner that outlives the call will do; a temporary would close it too early to be of use.
  KCALL_INLINE operator fd() const& { return fd_; }
  operator fd() && = delete;
  KCALL_INLINE explicit operator bool() const { return fd_.get() >= 0; }
  KCALL_INLINE friend bool operator==(const unique_fd& owner, fd other) { return owner.fd_ == other; }
  /// Gives the descriptor up without closing it.
  [[nodiscard]] KCALL_INLINE fd release() {
    const fd given = fd_;
    fd_ = fd{};
    return given;
  }
  /// Closes the descriptor and takes another. Errors of close are lost here: where they matter, close(release()).
  KCALL_INLINE void reset(fd other = fd{}) {
    if (fd_.get() >= 0) static_cast<void>(gate::native::enter(gate::native::abi::nr::close, fd_.get()));
    fd_ = other;
  }

 private:
  fd fd_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
