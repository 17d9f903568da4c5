// Asynchronous I/O by the kernel: requests that glibc's calls confirm.
#include "old_kernel.hpp"
#include "support.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <kcall/call/aio.hpp>

namespace {

using kcall::aio_context;
using kcall::errc;
using kcall::fd;
using kcall::iocb_cmd;
using kcall::iocb_flags;
using kiocb = kcall::iocb;
using kevent = kcall::io_event;

kcall::uint64_t address_of(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

/// By glibc's syscall(): a kernel may be built without, and qemu-user has none.
bool is_here() {
  unsigned long context = 0;
  if (::syscall(SYS_io_setup, 1, &context) == -1 && errno == ENOSYS) {
    MESSAGE("skipped: no io_setup here");
    return false;
  }
  ::syscall(SYS_io_destroy, context);
  return true;
}

struct scratch_file {
  char name[32] = "/tmp/kcall-aio-XXXXXX";
  int file = ::mkstemp64(name);
  scratch_file() { ::unlink(name); }
  scratch_file(const scratch_file&) = delete;
  scratch_file& operator=(const scratch_file&) = delete;
  ~scratch_file() { ::close(file); }
};

template <class G>
void writes_and_reads() {
  const auto made = kcall::io_setup<G>(8);
  REQUIRE(made);
  const aio_context context = *made;
  CHECK(context.get() != 0);
  const scratch_file scratch;
  const int counter = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

  // Beyond 4 GiB, which needs no room on the disk.
  char text[] = "asynchronous";
  kiocb write;
  write.aio_data = 0x123456789abcdef0;
  write.aio_lio_opcode = iocb_cmd::pwrite;
  write.aio_fildes = fd{scratch.file};
  write.aio_buf = address_of(text);
  write.aio_nbytes = 12;
  write.aio_offset = 5LL << 30;
  write.aio_flags = iocb_flags::resfd;
  write.aio_resfd = fd{counter};
  CHECK(kcall::io_submit<G>(context, write) == 1);
  kevent events[4] = {};
  const kcall::timespec long_enough = {20, 0};
  REQUIRE(kcall::io_getevents<G>(context, 1, 4, events, &long_enough) == 1);
  CHECK(events[0].data == 0x123456789abcdef0);
  CHECK(events[0].obj == address_of(&write));
  CHECK(events[0].res == 12);
  kcall::uint64_t count = 0;
  CHECK(::read(counter, &count, sizeof(count)) == 8);
  CHECK(count == 1);
  char got[16] = {};
  CHECK(::pread64(scratch.file, got, sizeof(got), 5LL << 30) == 12);
  CHECK(std::string(got) == "asynchronous");

  // Two at once, and a bad one behind a good one.
  char first[8] = {}, second[8] = {};
  kiocb reads[3];
  for (auto& one : reads) {
    one.aio_lio_opcode = iocb_cmd::pread;
    one.aio_fildes = fd{scratch.file};
    one.aio_nbytes = 4;
    one.aio_offset = 5LL << 30;
  }
  reads[0].aio_buf = address_of(first);
  reads[1].aio_buf = address_of(second);
  reads[1].aio_offset += 4;
  reads[2].aio_fildes = fd{-1};
  kiocb* all[] = {&reads[0], &reads[1], &reads[2]};
  CHECK(kcall::io_submit<G>(context, 3, all) == 2);
  REQUIRE(kcall::io_getevents<G>(context, 2, 4, events) == 2);
  CHECK(events[0].res == 4);
  CHECK(events[1].res == 4);
  CHECK(std::string(first) + second == "asynchro");
  CHECK(kcall::io_submit<G>(context, reads[2]) == errc::ebadf);

  // Nothing more comes.
  const kcall::timespec brief = {0, 2'000'000};
  CHECK(kcall::io_getevents<G>(context, 1, 4, events, &brief) == 0);
  CHECK(kcall::io_pgetevents<G>(context, 1, 4, events, &brief, kcall::sigset(kcall::signal::sigusr1)) == 0);
  if (G::abi::long_size == 4) {
    // The kernel checks no time here, and takes 32 of these bits on ia32.
    const kcall::timespec malformed = {0, 5'000'000'000LL};
    CHECK(kcall::io_getevents<G>(context, 1, 4, events, &malformed) == errc::einval);
  }
  CHECK(kcall::io_getevents<G>(context, 2, 1, events, &brief) == errc::einval);
  ::close(counter);
  CHECK(kcall::io_destroy<G>(context));
  CHECK(kcall::io_destroy<G>(context) == errc::einval);
  CHECK(kcall::io_submit<G>(context, write) == errc::einval);
  CHECK(kcall::io_getevents<G>(context, 0, 1, events, &brief) == errc::einval);
}

}  // namespace

TEST_CASE_TEMPLATE("requests of io_submit are carried out", G, ALL_GATES) {
  if (is_here()) writes_and_reads<G>();
}

TEST_CASE_TEMPLATE("requests of io_submit with 32-bit times", G, ALL_GATES) {
  if constexpr (requires { G::abi::nr::io_pgetevents_time64; }) {
    if (is_here()) writes_and_reads<test::old_kernel<G>>();
  }
}

TEST_CASE_TEMPLATE("a waiting request is cancelled, and io_pgetevents blocks signals", G, ALL_GATES) {
  if (!is_here()) return;
  const auto made = kcall::io_setup<G>(2);
  REQUIRE(made);
  int ends[2] = {-1, -1};
  REQUIRE(::pipe(ends) == 0);
  kiocb wait;
  wait.aio_lio_opcode = iocb_cmd::poll;
  wait.aio_fildes = fd{ends[0]};
  wait.aio_buf = POLLIN;
  REQUIRE(kcall::io_submit<G>(*made, wait) == 1);
  kevent event = {};
  const auto cancelled = kcall::io_cancel<G>(*made, wait, &event);
  CHECK(cancelled == errc::einprogress);
  const kcall::timespec long_enough = {20, 0};
  CHECK(kcall::io_getevents<G>(*made, 1, 1, &event, &long_enough) == 1);
  CHECK(event.obj == address_of(&wait));
  CHECK(kcall::io_cancel<G>(*made, wait, &event) == errc::einval);

  // A pending signal that the call's own set lets through.
  struct ::sigaction action = {};
  action.sa_handler = [](int) {};
  REQUIRE(::sigaction(SIGUSR1, &action, nullptr) == 0);
  ::sigset_t blocked;
  ::sigset_t before;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGUSR1);
  ::sigprocmask(SIG_BLOCK, &blocked, &before);
  ::raise(SIGUSR1);
  const kcall::timespec brief = {0, 2'000'000};
  CHECK(kcall::io_pgetevents<G>(*made, 1, 1, &event, &brief, kcall::sigset(kcall::signal::sigusr1)) == 0);
  CHECK(kcall::io_pgetevents<G>(*made, 1, 1, &event, &long_enough, kcall::sigset()) == errc::eintr);
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  ::close(ends[0]);
  ::close(ends[1]);
  CHECK(kcall::io_destroy<G>(*made));
}

TEST_CASE_TEMPLATE("errors of io_setup", G, ALL_GATES) {
  if (!is_here()) return;
  CHECK(kcall::io_setup<G>(0) == errc::einval);
  CHECK(kcall::io_setup<G>(~0U) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("64-bit int80 submits many requests in parts, and none from above 4 GiB") {
  using G = kcall::gate::int80;
  if (!is_here()) return;
  const auto made = kcall::io_setup<G>(200);
  REQUIRE(made);
  const scratch_file scratch;
  static kiocb requests[200];
  static kiocb* all[200];
  for (int i = 0; i < 200; ++i) {
    requests[i].aio_lio_opcode = iocb_cmd::pread;
    requests[i].aio_fildes = fd{scratch.file};
    requests[i].aio_buf = address_of(&requests[i]);
    all[i] = &requests[i];
  }
  CHECK(kcall::io_submit<G>(*made, 200, all) == 128);
  CHECK(kcall::io_submit<G>(*made, 72, &all[128]) == 72);
  all[0] = reinterpret_cast<kiocb*>(0x7fff00000000UL);
  CHECK(kcall::io_submit<G>(*made, 1, all) == errc::efault);
  CHECK(kcall::io_destroy<G>(*made));
}
#endif
