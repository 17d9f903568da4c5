// Requests to block devices.
#pragma once
#include <kcall/types/ioctl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A range of a block device.
struct block_range {
  /// In bytes, a multiple of the logical block size.
  uint64_t start;
  uint64_t length;
};
static_assert(sizeof(block_range) == 16);

/// Requests of linux/fs.h (BLK*), for the untyped ioctl() too. getsize64, bszget and bszset are those of the code's own
/// ABI.
namespace block_request {
inline constexpr uint32_t roset = io(0x12, 93), roget = io(0x12, 94), rrpart = io(0x12, 95), flsbuf = io(0x12, 97),
                          sszget = io(0x12, 104), bszget = ior<size_t>(0x12, 112), bszset = iow<size_t>(0x12, 113),
                          getsize64 = ior<size_t>(0x12, 114), discard = io(0x12, 119), iomin = io(0x12, 120),
                          ioopt = io(0x12, 121), alignoff = io(0x12, 122), pbszget = io(0x12, 123),
                          rotational = io(0x12, 126), zeroout = io(0x12, 127);
}  // namespace block_request

}  // namespace kcall::inline KCALL_ABI_TAG
