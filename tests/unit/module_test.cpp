// Modules: the calls reach the kernel and are refused, in a user namespace, whose root may load none.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <kcall/call/module.hpp>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;

TEST_CASE_TEMPLATE("who may not load and unload modules is told", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    const char image[] = "no module";
    const auto loaded = kcall::init_module<G>(image, "");
    const auto from_file = kcall::finit_module<G>(fd{-1}, "", kcall::module_init_flags::ignore_vermagic);
    const auto unloaded = kcall::delete_module<G>("kcall_no_such_module");
    // enosys: a kernel, or an emulator, without modules.
    REQUIRE_IN_CHILD(loaded == errc::eperm || loaded == errc::enosys);
    REQUIRE_IN_CHILD(from_file == errc::eperm || from_file == errc::enosys);
    REQUIRE_IN_CHILD(unloaded == errc::eperm || unloaded == errc::enosys);
    using test::libc_gate;
    REQUIRE_IN_CHILD(loaded.word() == kcall::init_module<libc_gate>(image, "").word());
    REQUIRE_IN_CHILD(from_file.word() == kcall::finit_module<libc_gate>(fd{-1}, "").word());
    REQUIRE_IN_CHILD(unloaded.word() == kcall::delete_module<libc_gate>("kcall_no_such_module").word());
    return 0;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

}  // namespace
