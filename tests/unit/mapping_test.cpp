// Writing mappings back, asking what is resident, rearranging, sealing; shadow stacks.
#include "child.hpp"
#include "low_pages.hpp"
#include "scratch.hpp"
#include "support.hpp"

#include <string>

#include <kcall/call/mapping.hpp>

namespace {

using kcall::errc;
using kcall::msync_flags;
using kcall::prot;
using test::low_pages;

struct mapped_file {
  explicit mapped_file(std::size_t pages) : file(made(pages)), memory(pages, MAP_SHARED, file) {}
  ~mapped_file() { ::close(file); }
  mapped_file(const mapped_file&) = delete;
  mapped_file& operator=(const mapped_file&) = delete;
  int made(std::size_t pages) const {
    std::string text;
    for (std::size_t i = 0; i < pages; ++i) text += std::string(low_pages::page(), static_cast<char>('a' + i));
    return ::open64(dir.file("f", text).c_str(), O_RDWR);
  }
  test::scratch dir;
  int file;
  low_pages memory;
};

TEST_CASE_TEMPLATE("msync writes back and names its errors", G, ALL_GATES) {
  const mapped_file f(2);
  f.memory.data()[1] = 'Z';
  CHECK(kcall::msync<G>(f.memory.data(), f.memory.size(), msync_flags::sync).has_value());
  CHECK(kcall::msync<G>(f.memory.data(), 1, msync_flags::async | msync_flags::invalidate).has_value());
  CHECK(test::contents(f.dir.path("f"), 0, 3) == "aZa");
  CHECK(kcall::msync<G>(f.memory.data(), 1, msync_flags::sync | msync_flags::async) == errc::einval);
  CHECK(kcall::msync<G>(f.memory.data() + 1, 1, msync_flags::sync) == errc::einval);
  CHECK(::munmap(f.memory.at(1), low_pages::page()) == 0);
  CHECK(kcall::msync<G>(f.memory.data(), f.memory.size(), msync_flags::sync) == errc::enomem);
}

TEST_CASE_TEMPLATE("mincore says which pages are there", G, ALL_GATES) {
  const low_pages memory(3);
  *memory.at(0) = *memory.at(2) = 1;
  unsigned char ours[3], theirs[3];
  CHECK(kcall::mincore<G>(memory.data(), memory.size(), ours).has_value());
  REQUIRE(::mincore(memory.data(), memory.size(), theirs) == 0);
  for (int i = 0; i < 3; ++i) CHECK((ours[i] & 1) == (theirs[i] & 1));
  CHECK((ours[0] & ours[2] & 1) == 1);
  CHECK(kcall::mincore<G>(memory.data() + 1, 1, ours) == errc::einval);
  CHECK(kcall::mincore<G>(memory.data(), 1, nullptr) == errc::efault);
  CHECK(::munmap(memory.at(2), low_pages::page()) == 0);
  CHECK(kcall::mincore<G>(memory.at(2), 1, ours) == errc::enomem);
}

TEST_CASE_TEMPLATE("remap_file_pages shows another page of the file", G, ALL_GATES) {
  const mapped_file f(3);
  if (::remap_file_pages(f.memory.data(), low_pages::page(), 0, 1, 0) != 0) {
    MESSAGE("skipped: no remap_file_pages here, error " << errno);
    return;
  }
  CHECK(*f.memory.data() == 'b');
  CHECK(kcall::remap_file_pages<G>(f.memory.data(), low_pages::page(), prot::none, 2).has_value());
  CHECK(*f.memory.data() == 'c');
  CHECK(*f.memory.at(1) == 'b');
  CHECK(kcall::remap_file_pages<G>(f.memory.data(), low_pages::page(), prot::read, 0) == errc::einval);
  const low_pages anonymous(1);
  CHECK(kcall::remap_file_pages<G>(anonymous.data(), low_pages::page(), prot::none, 0) == errc::einval);
}

TEST_CASE_TEMPLATE("mseal forbids to unmap", G, ALL_GATES) {
  const low_pages memory(1);
  // A sealed page would stay, so a child seals.
  const int status = test::in_child([&memory] {
    const auto sealed = kcall::mseal<G>(memory.data(), memory.size());
    if (sealed == errc::enosys || sealed == errc::eperm) return 77;
    if (!sealed) return 1;
    if (::munmap(memory.data(), memory.size()) == 0 || errno != EPERM) return 2;
    if (::mprotect(memory.data(), memory.size(), PROT_NONE) == 0 || errno != EPERM) return 3;
    return kcall::mseal<G>(memory.data(), memory.size()) ? 0 : 4;
  });
  const long theirs =
      test::libc_gate::enter(static_cast<long>(kcall::nr<test::libc_gate>::mseal), memory.data(), 0UL, 1UL);
  if (status == 77) {
    MESSAGE("skipped: no mseal for this process, error " << -theirs);
  } else {
    CHECK(status == 0);
    CHECK(kcall::mseal<G>(memory.data(), memory.size(), 1) == errc::einval);
    CHECK(kcall::mseal<G>(memory.data() + 1, 1) == errc::einval);
  }
}

TEST_CASE_TEMPLATE("map_shadow_stack answers as the processor has it", G, ALL_GATES) {
  const auto bad = kcall::map_shadow_stack<G>(nullptr, low_pages::page(), static_cast<kcall::shadow_stack_flags>(64));
  REQUIRE(!bad.has_value());
  CHECK((bad == errc::einval || bad == errc::eopnotsupp || bad == errc::enosys));
  const long theirs = test::libc_gate::enter(static_cast<long>(kcall::nr<test::libc_gate>::map_shadow_stack), 0L,
                                             low_pages::page(), 1L);
  const auto ours = kcall::map_shadow_stack<G>(nullptr, low_pages::page(), kcall::shadow_stack_flags::set_token);
  if (ours) {
    CHECK(::munmap(*ours, low_pages::page()) == 0);
  } else if (theirs < 0 && G::abi::long_size == sizeof(long)) {
    CHECK(static_cast<long>(ours.error()) == -theirs);
  }
  if (theirs >= 0) CHECK(::munmap(kcall::from_word<void*>(theirs), low_pages::page()) == 0);
}

}  // namespace
