// io_uring: a ring is made, mapped and used by hand.
#include "support.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include <kcall/call/io_uring.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::io_uring_enter_flags;
using kcall::io_uring_op;
using kcall::io_uring_register_op;
using parameters = kcall::io_uring_params;

std::uint64_t address_of(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

/// A ring mapped with glibc's mmap.
class ring {
 public:
  explicit ring(fd file, const parameters& p) : file_(file), p_(p) {
    const size_t requests = p.sq_off.array + p.sq_entries * sizeof(unsigned);
    const size_t completions = p.cq_off.cqes + p.cq_entries * sizeof(kcall::io_uring_cqe);
    size_ = requests > completions ? requests : completions;
    rings_ = static_cast<unsigned char*>(map(size_, kcall::io_uring_off_sq_ring));
    sqes_ = static_cast<kcall::io_uring_sqe*>(map(p.sq_entries * sizeof(*sqes_), kcall::io_uring_off_sqes));
  }
  ring(const ring&) = delete;
  ring& operator=(const ring&) = delete;
  ~ring() {
    ::munmap(rings_, size_);
    ::munmap(sqes_, p_.sq_entries * sizeof(*sqes_));
    ::close(file_.get());
  }
  fd file() const { return file_; }
  bool good() const { return rings_ != MAP_FAILED && static_cast<void*>(sqes_) != MAP_FAILED; }

  void push(const kcall::io_uring_sqe& request) {
    const unsigned tail = word(p_.sq_off.tail);
    const unsigned index = tail & word(p_.sq_off.ring_mask);
    sqes_[index] = request;
    reinterpret_cast<unsigned*>(rings_ + p_.sq_off.array)[index] = index;
    std::atomic_ref<unsigned>(word(p_.sq_off.tail)).store(tail + 1, std::memory_order_release);
  }
  bool pop(kcall::io_uring_cqe& completion) {
    const unsigned head = word(p_.cq_off.head);
    if (head == std::atomic_ref<unsigned>(word(p_.cq_off.tail)).load(std::memory_order_acquire)) return false;
    const auto* const all = reinterpret_cast<const kcall::io_uring_cqe*>(rings_ + p_.cq_off.cqes);
    completion = all[head & word(p_.cq_off.ring_mask)];
    std::atomic_ref<unsigned>(word(p_.cq_off.head)).store(head + 1, std::memory_order_release);
    return true;
  }

 private:
  void* map(size_t size, kcall::int64_t offset) const {
    return ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(), static_cast<off_t>(offset));
  }
  unsigned& word(unsigned offset) const { return *reinterpret_cast<unsigned*>(rings_ + offset); }

  fd file_;
  parameters p_;
  size_t size_ = 0;
  unsigned char* rings_ = nullptr;
  kcall::io_uring_sqe* sqes_ = nullptr;
};

/// By glibc's syscall(): kernels may be built or set up without, and qemu-user has none.
bool is_here() {
  parameters p;
  const long made = ::syscall(SYS_io_uring_setup, 2, &p);
  if (made >= 0) ::close(static_cast<int>(made));
  if (made >= 0) return true;
  MESSAGE("skipped: no io_uring here: ",
          std::string(errno == EPERM ? "forbidden (kernel.io_uring_disabled)" : std::strerror(errno)));
  return false;
}

/// atomic_ref is for what is aligned; the offsets are.
static_assert(alignof(unsigned) == 4);

}  // namespace

TEST_CASE_TEMPLATE("a NOP, a write and a read go through a ring", G, ALL_GATES) {
  if (!is_here()) return;
  parameters p;
  const auto made = kcall::io_uring_setup<G>(3, p);
  REQUIRE(made);
  CHECK((::fcntl(made->get(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(p.sq_entries == 4);
  CHECK(p.cq_entries == 8);
  if (!kcall::has(p.features, kcall::io_uring_features::single_mmap)) {
    MESSAGE("skipped: a kernel before 5.4");
    ::close(made->get());
    return;
  }
  ring rings(*made, p);
  REQUIRE(rings.good());

  kcall::io_uring_sqe nop;
  nop.opcode = io_uring_op::nop;
  nop.user_data = 0xfedcba9876543210;
  rings.push(nop);
  CHECK(kcall::io_uring_enter<G>(rings.file(), 1, 1, io_uring_enter_flags::getevents) == 1U);
  kcall::io_uring_cqe completion = {};
  REQUIRE(rings.pop(completion));
  CHECK(completion.user_data == 0xfedcba9876543210);
  CHECK(completion.res == 0);
  CHECK(completion.flags == kcall::io_uring_cqe_flags{});
  CHECK(!rings.pop(completion));

  // Beyond 4 GiB in a file, in order.
  std::FILE* const file = ::tmpfile64();
  REQUIRE(file != nullptr);
  char text[] = "by the ring";
  char got[16] = {};
  kcall::io_uring_sqe write;
  write.opcode = io_uring_op::write;
  write.flags = kcall::iosqe::io_link;
  write.fd = fd{::fileno(file)};
  write.addr = address_of(text);
  write.len = 11;
  write.off = 5ULL << 30;
  write.user_data = 1;
  kcall::io_uring_sqe read;
  read.opcode = io_uring_op::read;
  read.fd = write.fd;
  read.addr = address_of(got);
  read.len = sizeof(got);
  read.off = write.off;
  read.user_data = 2;
  kcall::io_uring_sqe bad = read;
  bad.fd = fd{-1};
  bad.user_data = 3;
  rings.push(write);
  rings.push(read);
  rings.push(bad);
  CHECK(kcall::io_uring_enter<G>(rings.file(), 3, 3, io_uring_enter_flags::getevents) == 3U);
  int answers[4] = {};
  for (int i = 0; i < 3; ++i) {
    REQUIRE(rings.pop(completion));
    REQUIRE(completion.user_data <= 3);
    answers[completion.user_data] = completion.res;
  }
  CHECK(answers[1] == 11);
  CHECK(answers[2] == 11);
  CHECK(answers[3] == -EBADF);
  CHECK(std::strcmp(got, "by the ring") == 0);
  char confirmed[16] = {};
  CHECK(::pread64(::fileno(file), confirmed, sizeof(confirmed), 5LL << 30) == 11);
  CHECK(std::strcmp(confirmed, "by the ring") == 0);
  std::fclose(file);
}

TEST_CASE_TEMPLATE("io_uring_enter waits for as long as it is told", G, ALL_GATES) {
  if (!is_here()) return;
  parameters p;
  const auto made = kcall::io_uring_setup<G>(1, p);
  REQUIRE(made);
  if (kcall::has(p.features, kcall::io_uring_features::ext_arg)) {
    const kcall::timespec brief = {0, 3'000'000};
    const kcall::sigset none;
    const kcall::io_uring_getevents_arg how{
        .sigmask = address_of(&none), .sigmask_sz = sizeof(none), .ts = address_of(&brief)};
    struct ::timespec before = {}, after = {};
    ::clock_gettime(CLOCK_MONOTONIC, &before);
    CHECK(kcall::io_uring_enter<G>(*made, 0, 1, io_uring_enter_flags::getevents, how) == errc::etime);
    ::clock_gettime(CLOCK_MONOTONIC, &after);
    CHECK((after.tv_sec - before.tv_sec) * 1'000'000'000LL + after.tv_nsec - before.tv_nsec >= 3'000'000);
  }
  const kcall::sigset blocked(kcall::signal::sigusr1);
  CHECK(kcall::io_uring_enter<G>(*made, 0, 0, io_uring_enter_flags::getevents, &blocked) == 0U);
  ::close(made->get());
}

TEST_CASE_TEMPLATE("what is registered with a ring, and errors", G, ALL_GATES) {
  if (!is_here()) return;
  parameters p;
  const auto made = kcall::io_uring_setup<G>(1, p);
  REQUIRE(made);
  static kcall::io_uring_probe<64> probe;
  probe = {};
  const auto probed = kcall::io_uring_register<G>(*made, io_uring_register_op::probe, &probe, 64);
  if (probed != errc::einval) {  // since 5.6
    CHECK(probed == 0);
    CHECK(probe.ops[0].op == io_uring_op::nop);
    CHECK(probe.ops[0].is_supported());
    CHECK(probe.ops[static_cast<int>(io_uring_op::readv)].is_supported());
    CHECK(probe.last_op >= static_cast<int>(io_uring_op::readv));
  }
  const fd files[] = {*made, fd{-1}};
  const auto registered = kcall::io_uring_register<G>(*made, io_uring_register_op::files, files, 2);
  CHECK((registered == 0 || registered == errc::ebadf));  // a ring in itself: not since 6.5
  const fd others[] = {fd{1}};
  if (registered == errc::ebadf) {
    CHECK(kcall::io_uring_register<G>(*made, io_uring_register_op::files, others, 1) == 0);
  }
  CHECK(kcall::io_uring_register<G>(*made, io_uring_register_op::files, others, 1) == errc::ebusy);
  CHECK(kcall::io_uring_register<G>(*made, io_uring_register_op::unregister_files, nullptr, 0) == 0);
  CHECK(kcall::io_uring_register<G>(*made, io_uring_register_op::unregister_files, nullptr, 0) == errc::enxio);
  CHECK(kcall::io_uring_register<G>(*made, static_cast<io_uring_register_op>(999), nullptr, 0) == errc::einval);
  CHECK(kcall::io_uring_enter<G>(fd{-1}, 0, 0, {}) == errc::ebadf);
  CHECK(kcall::io_uring_enter<G>(*made, 0, 0, static_cast<io_uring_enter_flags>(1U << 31)) == errc::einval);
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  CHECK(kcall::io_uring_enter<G>(fd{null}, 0, 0, {}) == errc::eopnotsupp);
  ::close(null);
  ::close(made->get());
  CHECK(kcall::io_uring_setup<G>(0, p) == errc::einval);
  p = {};
  p.flags = static_cast<kcall::io_uring_setup_flags>(1U << 31);
  CHECK(kcall::io_uring_setup<G>(1, p) == errc::einval);
}
