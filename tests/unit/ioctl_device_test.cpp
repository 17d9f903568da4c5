// Block and loop devices, which a test must not change: what can be asked of those there are, and for the rest that the
// right request with the right argument goes to the kernel, and that a device of another kind refuses it.
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>

#include <kcall/abi/ia32.hpp>
#include <kcall/call/call.hpp>
#include <kcall/call/ioctl.hpp>
#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::inode_flags;
using kcall::unique_fd;

unique_fd null_device() { return unique_fd(fd{::open("/dev/null", O_RDWR)}); }

/// Some block device, for reading.
unique_fd block_device() {
  for (const char* name : {"/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/loop0"}) {
    unique_fd device(fd{::open(name, O_RDONLY | O_CLOEXEC)});
    if (device) return device;
  }
  MESSAGE("skipped: no block device that may be read");
  return {};
}

/// Remembers the arguments of the last call, which it does not make.
struct noting {
  using abi = kcall::gate::native::abi;
  static inline std::vector<long> words;
  template <class... A>
  static long enter(abi::nr, A... arguments) {
    words = {kcall::to_word(arguments)...};
    return 0;
  }
};
/// The same in front of ia32.
struct noting_ia32 {
  using abi = kcall::abi::ia32;
  static inline std::vector<long> words;
  template <class... A>
  static long enter(abi::nr, A... arguments) {
    words = {kcall::to_word(arguments)...};
    return 0;
  }
};

/// The third argument of the last call, an int in memory or by itself, where the second was `request`.
bool noted(unsigned long request, long argument) {
  return noting::words.size() == 3 && noting::words[0] == 3 &&
         static_cast<uint32_t>(noting::words[1]) == static_cast<uint32_t>(request) && noting::words[2] == argument;
}
bool noted_address(unsigned long request, const void* argument) {
  return noted(request, reinterpret_cast<long>(argument));
}

TEST_CASE_TEMPLATE("block devices say how large they and their blocks are", G, ALL_GATES) {
  const unique_fd device = block_device();
  if (!device) return;
  const int number = device.get().get();
  unsigned long long bytes = 0;
  REQUIRE(::ioctl(number, BLKGETSIZE64, &bytes) == 0);
  CHECK(kcall::ioctl_blkgetsize64<G>(device) == bytes);
  int value = 0;
  REQUIRE(::ioctl(number, BLKSSZGET, &value) == 0);
  CHECK(kcall::ioctl_blksszget<G>(device) == value);
  CHECK(::ioctl(number, BLKPBSZGET, &value) == 0);
  CHECK(kcall::ioctl_blkpbszget<G>(device) == value);
  // ia32's form of the next is answered by 64-bit kernels with the size of a logical block (block/ioctl.c).
  CHECK(::ioctl(number, kcall::detail::native_layout<G> ? BLKBSZGET : static_cast<unsigned>(BLKSSZGET), &value) == 0);
  CHECK(kcall::ioctl_blkbszget<G>(device) == value);
  // qemu-user 7.2 does not know the next three.
  if (::ioctl(number, BLKIOMIN, &value) == 0) CHECK(kcall::ioctl_blkiomin<G>(device) == value);
  if (::ioctl(number, BLKIOOPT, &value) == 0) CHECK(kcall::ioctl_blkioopt<G>(device) == value);
  if (::ioctl(number, BLKALIGNOFF, &value) == 0) {
    int offset = 77;
    CHECK(kcall::ioctl_blkalignoff<G>(device, offset));
    CHECK(offset == value);
  }
  CHECK(::ioctl(number, BLKROGET, &value) == 0);
  CHECK(kcall::ioctl_blkroget<G>(device) == (value != 0));
}

TEST_CASE_TEMPLATE("what is no block device refuses to be one", G, ALL_GATES) {
  const unique_fd null = null_device();
  int value = 0;
  CHECK(kcall::ioctl_blkgetsize64<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blksszget<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkpbszget<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkbszget<G>(null) == errc::enotty);
  // efault in qemu-user 7.2, which takes the argument for the size itself.
  value = 4096;
  CHECK(::ioctl(null.get().get(), BLKBSZSET, &value) == -1);
  CHECK(kcall::ioctl_blkbszset<G>(null, 4096) == static_cast<errc>(errno));
  CHECK(kcall::ioctl_blkiomin<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkioopt<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkalignoff<G>(null, value) == errc::enotty);
  CHECK(kcall::ioctl_blkroget<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkroset<G>(null, true) == errc::enotty);
  CHECK(kcall::ioctl_blkflsbuf<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkrrpart<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_blkdiscard<G>(null, {0, 0}) == errc::enotty);
  CHECK(kcall::ioctl_blkzeroout<G>(null, {0, 0}) == errc::enotty);
  CHECK(kcall::ioctl_blksszget<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("what is no loop device refuses to be one", G, ALL_GATES) {
  const unique_fd null = null_device();
  kcall::loop_info64 status{};
  kcall::loop_config configuration{};
  CHECK(kcall::ioctl_loop_set_fd<G>(null, null) == errc::enotty);
  CHECK(kcall::ioctl_loop_configure<G>(null, configuration) == errc::enotty);
  CHECK(kcall::ioctl_loop_clr_fd<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_loop_change_fd<G>(null, null) == errc::enotty);
  CHECK(kcall::ioctl_loop_get_status64<G>(null, status) == errc::enotty);
  CHECK(kcall::ioctl_loop_set_status64<G>(null, status) == errc::enotty);
  CHECK(kcall::ioctl_loop_set_capacity<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_loop_set_direct_io<G>(null, true) == errc::enotty);
  CHECK(kcall::ioctl_loop_set_block_size<G>(null, 4096) == errc::enotty);
  CHECK(kcall::ioctl_loop_ctl_get_free<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_loop_ctl_add<G>(null, 5) == errc::enotty);
  CHECK(kcall::ioctl_loop_ctl_remove<G>(null, 5) == errc::enotty);
  // One without a file, or with: as glibc's ioctl says.
  const unique_fd device(fd{::open("/dev/loop0", O_RDONLY | O_CLOEXEC)});
  if (!device) {
    MESSAGE("skipped: no loop device that may be read");
    return;
  }
  struct ::loop_info64 theirs {};
  const int answer = ::ioctl(device.get().get(), LOOP_GET_STATUS64, &theirs);
  const int error = errno;
  const auto done = kcall::ioctl_loop_get_status64<G>(device, status);
  if (answer == 0) {
    CHECK(done);
    CHECK(status.lo_inode == theirs.lo_inode);
    CHECK(status.lo_number == theirs.lo_number);
  } else {
    CHECK(done == static_cast<errc>(error));
  }
}

TEST_CASE("requests that change a device have its numbers and arguments") {
  const fd f{3}, file{7};
  kcall::loop_info64 status{};
  const kcall::loop_config configuration{};
  const kcall::block_range range{};
  CHECK((kcall::ioctl_loop_set_fd<noting>(f, file) && noted(LOOP_SET_FD, 7)));
  CHECK((kcall::ioctl_loop_configure<noting>(f, configuration) && noted_address(LOOP_CONFIGURE, &configuration)));
  CHECK((kcall::ioctl_loop_clr_fd<noting>(f) && noted(LOOP_CLR_FD, 0)));
  CHECK((kcall::ioctl_loop_change_fd<noting>(f, file) && noted(LOOP_CHANGE_FD, 7)));
  CHECK((kcall::ioctl_loop_set_status64<noting>(f, status) && noted_address(LOOP_SET_STATUS64, &status)));
  CHECK((kcall::ioctl_loop_set_capacity<noting>(f) && noted(LOOP_SET_CAPACITY, 0)));
  CHECK((kcall::ioctl_loop_set_direct_io<noting>(f, true) && noted(LOOP_SET_DIRECT_IO, 1)));
  CHECK((kcall::ioctl_loop_set_block_size<noting>(f, 4096) && noted(LOOP_SET_BLOCK_SIZE, 4096)));
  CHECK((kcall::ioctl_loop_ctl_add<noting>(f, 5).has_value() && noted(LOOP_CTL_ADD, 5)));
  CHECK((kcall::ioctl_loop_ctl_remove<noting>(f, 5) && noted(LOOP_CTL_REMOVE, 5)));
  CHECK((kcall::ioctl_blkdiscard<noting>(f, range) && noted_address(BLKDISCARD, &range)));
  CHECK((kcall::ioctl_blkzeroout<noting>(f, range) && noted_address(BLKZEROOUT, &range)));
  CHECK((kcall::ioctl_blkflsbuf<noting>(f) && noted(BLKFLSBUF, 0)));
  CHECK((kcall::ioctl_blkrrpart<noting>(f) && noted(BLKRRPART, 0)));
  // Two of them have the size of a long in their numbers, in each ABI its own.
  CHECK(kcall::ioctl_blkbszset<noting>(f, 4096));
  CHECK(static_cast<uint32_t>(noting::words[1]) == BLKBSZSET);
  CHECK(kcall::ioctl_blkbszset<noting_ia32>(f, 4096));
  CHECK(static_cast<uint32_t>(noting_ia32::words[1]) == _IOW(0x12, 113, int));
  CHECK(kcall::ioctl_setflags<noting_ia32>(f, inode_flags{}));
  CHECK(static_cast<uint32_t>(noting_ia32::words[1]) == FS_IOC32_SETFLAGS);
}

TEST_CASE_TEMPLATE("flags of an inode are got and set", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file(fd{::open(directory.file("file", "text").c_str(), O_RDWR)});
  int seen = 0;
  if (::ioctl(file.get().get(), FS_IOC_GETFLAGS, &seen) != 0) {
    CHECK(kcall::ioctl_getflags<G>(file) == static_cast<errc>(errno));
    MESSAGE("skipped: no such flags in this file system");
    return;
  }
  const auto flags = kcall::ioctl_getflags<G>(file);
  REQUIRE(flags.has_value());
  CHECK(static_cast<int>(*flags) == seen);
  CHECK(kcall::ioctl_setflags<G>(file, *flags | inode_flags::nodump));
  CHECK(::ioctl(file.get().get(), FS_IOC_GETFLAGS, &seen) == 0);
  CHECK((seen & FS_NODUMP_FL) != 0);
  CHECK(kcall::ioctl_setflags<G>(file, *flags));
  CHECK(kcall::ioctl_getflags<G>(file) == *flags);
  CHECK(kcall::ioctl_getflags<G>(fd{-1}) == errc::ebadf);
  CHECK(kcall::ioctl_setflags<G>(null_device().get(), *flags) == errc::enotty);
  int size = 0;
  if (::ioctl(file.get().get(), FIGETBSZ, &size) == 0) CHECK(kcall::ioctl_figetbsz<G>(file) == size);
}

TEST_CASE_TEMPLATE("blocks are shared between files, where the file system can", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("from", std::string(65536, 'x')), copy = directory.file("to", "");
  const unique_fd from(fd{::open(name.c_str(), O_RDWR)}), to(fd{::open(copy.c_str(), O_RDWR)});
  const int answer = ::ioctl(to.get().get(), FICLONE, from.get().get());
  const int error = errno;
  REQUIRE(::ftruncate(to.get().get(), 0) == 0);
  const auto cloned = kcall::ioctl_ficlone<G>(to, from);
  if (answer != 0) {
    CHECK(cloned == static_cast<errc>(error));
    MESSAGE("skipped: this file system cannot");
  } else {
    CHECK(cloned);
    CHECK(test::contents(copy) == test::contents(name));
  }
  const kcall::file_clone_range range{from.get().get(), 0, 0, 65536};
  const auto cloned_range = kcall::ioctl_ficlonerange<G>(to, range);
  CHECK(cloned_range.has_value() == (answer == 0));
  kcall::file_dedupe_range_info place{.dest_fd = to.get().get(), .dest_offset = 0};
  const auto shared = kcall::ioctl_fideduperange<G>(from, 0, 65536, place);
  if (answer == 0) {
    CHECK(shared);
    CHECK(place.status == 0);
    CHECK(place.bytes_deduped == 65536);
  } else {
    // The kernel looks at each place by itself, and the call succeeds; an emulator may know no such request.
    const bool refused = !shared || place.status < 0;
    CHECK(refused);
  }
  CHECK(::ioctl(from.get().get(), FIDEDUPERANGE, nullptr) == -1);
  CHECK(kcall::ioctl_fideduperange<G>(from, nullptr) == static_cast<errc>(errno));
  CHECK(::ioctl(to.get().get(), FICLONE, -1) == -1);
  CHECK(kcall::ioctl_ficlone<G>(to, fd{-1}) == static_cast<errc>(errno));
  CHECK(kcall::ioctl_ficlone<G>(fd{-1}, from) == errc::ebadf);
  CHECK(kcall::ioctl_ficlonerange<G>(fd{-1}, range) == errc::ebadf);
}

}  // namespace
