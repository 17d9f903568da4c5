// Page faults handled by the program, without a second thread: the kernel's own faults in user memory return EFAULT or
// are resolved beforehand.
#include "child.hpp"
#include "low_pages.hpp"
#include "support.hpp"

#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>

#include <cstring>
#include <thread>

#include <kcall/call/userfaultfd.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::uffd_features;
using kcall::uffdio_mode;
using kcall::uffdio_range;
using kcall::uffdio_register_mode;
using kcall::userfaultfd_flags;
using test::low_pages;

// Low in memory, for int $0x80 from threads.
kcall::uffdio_api_t api;
kcall::uffdio_register_t registration;
kcall::uffdio_copy_t copied;
kcall::uffdio_zeropage_t zeroed;
kcall::uffdio_writeprotect_t protection;

uffdio_range range_of(const void* data, std::size_t size) { return {reinterpret_cast<uintptr_t>(data), size}; }

/// An fd of G that has agreed on `features`; fd{} where there is none here.
template <class G>
fd agreed(uffd_features features) {
  const auto made = kcall::userfaultfd<G>(userfaultfd_flags::cloexec | userfaultfd_flags::nonblock |
                                          userfaultfd_flags::user_mode_only);
  if (made == errc::enosys || made == errc::eperm) {
    MESSAGE("skipped: no userfaultfd here");
    return fd{};
  }
  REQUIRE(made.has_value());
  CHECK((::fcntl(made->get(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK((::fcntl(made->get(), F_GETFL) & O_NONBLOCK) != 0);
  api = {};
  api.features = features;
  CHECK(kcall::uffdio_api<G>(*made, api).has_value());
  CHECK(((api.ioctls >> _UFFDIO_REGISTER) & 1) == 1);
  return *made;
}

template <class G>
bool registered(fd f, const low_pages& memory, uffdio_register_mode mode) {
  registration = {range_of(memory.data(), memory.size()), mode};
  const auto done = kcall::uffdio_register<G>(f, registration);
  if (!done) MESSAGE("not here: registering mode " << static_cast<unsigned>(mode));
  return done.has_value();
}

TEST_CASE_TEMPLATE("a page fault is told, and copying, zeroing resolve it", G, ALL_GATES) {
  const fd f = agreed<G>(uffd_features::none);
  if (f == fd{}) return;
  const low_pages memory(3);
  const low_pages source(1);
  std::memset(source.data(), 'k', source.size());
  REQUIRE(registered<G>(f, memory, uffdio_register_mode::missing));
  CHECK(((registration.ioctls >> _UFFDIO_COPY) & 1) == 1);

  copied = {reinterpret_cast<uintptr_t>(memory.at(0)), reinterpret_cast<uintptr_t>(source.data()), source.size()};
  CHECK(kcall::uffdio_copy<G>(f, copied).has_value());
  CHECK(copied.copy == static_cast<long long>(source.size()));
  CHECK(*memory.at(0) == 'k');
  CHECK(kcall::uffdio_copy<G>(f, copied) == errc::eexist);

  unsigned char seen = 1;
  std::thread toucher([&] { seen = *memory.at(1); });
  pollfd ready = {f.get(), POLLIN, 0};
  CHECK(::poll(&ready, 1, 10000) == 1);
  kcall::uffd_msg event{};
  CHECK(::read(f.get(), &event, sizeof event) == static_cast<ssize_t>(sizeof event));
  CHECK(event.event == kcall::uffd_event::pagefault);
  CHECK(event.arg.pagefault.address == reinterpret_cast<uintptr_t>(memory.at(1)));
  CHECK(event.arg.pagefault.flags == kcall::uffd_pagefault_flags{});
  zeroed = {range_of(memory.at(1), low_pages::page()), uffdio_mode::dontwake};
  CHECK(kcall::uffdio_zeropage<G>(f, zeroed).has_value());
  CHECK(zeroed.zeropage == static_cast<long long>(low_pages::page()));
  CHECK(kcall::uffdio_wake<G>(f, zeroed.range).has_value());
  toucher.join();
  CHECK(seen == 0);

  const uffdio_range all = range_of(memory.data(), memory.size());
  CHECK(kcall::uffdio_unregister<G>(f, all).has_value());
  *memory.at(2) = 1;
  const uffdio_range odd = {all.start + 1, all.len};
  CHECK(kcall::uffdio_unregister<G>(f, odd) == errc::einval);
  CHECK(kcall::uffdio_wake<G>(f, odd) == errc::einval);
  ::close(f.get());
}

TEST_CASE_TEMPLATE("write protection is set and lifted", G, ALL_GATES) {
  const fd f = agreed<G>(uffd_features::none);
  if (f == fd{}) return;
  const low_pages memory(1);
  *memory.data() = 1;
  if (has(api.features, uffd_features::pagefault_flag_wp) && registered<G>(f, memory, uffdio_register_mode::wp)) {
    protection = {registration.range, uffdio_mode::writeprotect_wp};
    CHECK(kcall::uffdio_writeprotect<G>(f, protection).has_value());
    std::thread writer([&] { *memory.data() = 2; });
    pollfd ready = {f.get(), POLLIN, 0};
    CHECK(::poll(&ready, 1, 10000) == 1);
    uffd_msg event{};
    CHECK(::read(f.get(), &event, sizeof event) == static_cast<ssize_t>(sizeof event));
    CHECK((event.arg.pagefault.flags & UFFD_PAGEFAULT_FLAG_WP) != 0);
    protection.mode = uffdio_mode::none;
    CHECK(kcall::uffdio_writeprotect<G>(f, protection).has_value());
    writer.join();
    CHECK(*memory.data() == 2);
  }
  kcall::uffdio_continue_t more = {range_of(memory.data(), memory.size())};
  // Not a page of a file.
  CHECK(!kcall::uffdio_continue<G>(f, more).has_value());
  ::close(f.get());
}

TEST_CASE_TEMPLATE("pages are moved and poisoned", G, ALL_GATES) {
  const fd f = agreed<G>(uffd_features::none);
  if (f == fd{}) return;
  const low_pages memory(2);
  const low_pages source(1);
  REQUIRE(registered<G>(f, memory, uffdio_register_mode::missing));
  *source.data() = 7;
  kcall::uffdio_move_t moved = {reinterpret_cast<uintptr_t>(memory.at(0)), reinterpret_cast<uintptr_t>(source.data()),
                                source.size()};
  const auto move = kcall::uffdio_move<G>(f, moved);
  if (has(api.features, uffd_features::move)) {
    CHECK(move.has_value());
    CHECK(moved.move == static_cast<long long>(source.size()));
    CHECK(*memory.at(0) == 7);
    CHECK(*source.data() == 0);
  } else {
    CHECK(move == errc::einval);
  }
  kcall::uffdio_poison_t poisoned = {range_of(memory.at(1), low_pages::page())};
  const auto poison = kcall::uffdio_poison<G>(f, poisoned);
  if (has(api.features, uffd_features::poison)) {
    CHECK(poison.has_value());
    CHECK(poisoned.updated == static_cast<long long>(low_pages::page()));
    CHECK(test::in_child([&] {
            const unsigned char volatile* const page = memory.at(1);
            return static_cast<int>(*page) & 1;
          }) == 128 + SIGBUS);
  } else {
    CHECK(poison == errc::einval);
  }
  ::close(f.get());
}

TEST_CASE_TEMPLATE("userfaultfd's errors, and its device", G, ALL_GATES) {
  const auto bad = kcall::userfaultfd<G>(static_cast<userfaultfd_flags>(2));
  CHECK((bad == errc::einval || bad == errc::enosys || bad == errc::eperm));
  const int device = ::open("/dev/userfaultfd", O_RDWR | O_CLOEXEC);
  if (device < 0) {
    MESSAGE("no /dev/userfaultfd here");
    CHECK(kcall::userfaultfd_new<G>(fd{-1}, userfaultfd_flags::none) == errc::ebadf);
  } else {
    const auto made = kcall::userfaultfd_new<G>(fd{device}, userfaultfd_flags::cloexec);
    if (made) {
      api = {};
      CHECK(kcall::uffdio_api<G>(*made, api).has_value());
      CHECK(kcall::uffdio_api<G>(*made, api) == errc::einval);
      ::close(made->get());
    } else {
      MESSAGE("/dev/userfaultfd is not what it should be here (an emulator's ioctl)");
      CHECK((made == errc::enotty || made == errc::enosys));
    }
    ::close(device);
  }
}

}  // namespace
