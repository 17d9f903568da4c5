// Performance counters. Software events count everywhere that has perf events at all.
#include "low_pages.hpp"
#include "support.hpp"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include <cstring>

#include <kcall/call/perf_event.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::perf_attr_flags;
using kcall::pid;

/// An event of this thread that counts its page faults in user mode; fd{} where there are none here.
template <class G>
fd page_faults(kcall::perf_event_attr& attr, fd group = {}) {
  attr.type = kcall::perf_type::software;
  attr.config = static_cast<kcall::uint64_t>(kcall::perf_sw::page_faults);
  attr.flags = perf_attr_flags::disabled | perf_attr_flags::exclude_kernel | perf_attr_flags::exclude_hv;
  const auto made = kcall::perf_event_open<G>(attr, pid{}, -1, group);
  if (made) return *made;
  ::perf_event_attr theirs = {};
  theirs.type = PERF_TYPE_SOFTWARE;
  theirs.size = sizeof theirs;
  theirs.config = PERF_COUNT_SW_PAGE_FAULTS;
  theirs.disabled = theirs.exclude_kernel = theirs.exclude_hv = 1;
  CHECK(::syscall(SYS_perf_event_open, &theirs, 0L, -1L, -1L, 0L) == -1);
  CHECK(static_cast<int>(made.error()) == errno);
  MESSAGE("skipped: no performance counters here, error " << errno);
  return fd{};
}

kcall::uint64_t count_of(fd event) {
  kcall::uint64_t count = 0;
  CHECK(::read(event.get(), &count, sizeof count) == 8);
  return count;
}

void touch(const test::low_pages& memory, std::size_t pages) {
  for (std::size_t i = 0; i < pages; ++i) *const_cast<unsigned char volatile*>(memory.at(i)) = 1;
}

TEST_CASE_TEMPLATE("perf_event_open counts; enable, disable, reset, id", G, ALL_GATES) {
  kcall::perf_event_attr attr;
  const fd event = page_faults<G>(attr);
  if (event == fd{}) return;
  const test::low_pages memory(32);
  // Small pages, each with a fault of its own.
  ::madvise(memory.data(), memory.size(), MADV_NOHUGEPAGE);
  CHECK(count_of(event) == 0);
  CHECK(kcall::perf_event_enable<G>(event).has_value());
  touch(memory, 16);
  CHECK(kcall::perf_event_disable<G>(event).has_value());
  const auto counted = count_of(event);
  CHECK(counted >= 16);
  ::madvise(memory.data(), memory.size(), MADV_DONTNEED);
  touch(memory, 16);
  CHECK(count_of(event) == counted);
  CHECK(kcall::perf_event_reset<G>(event, kcall::perf_ioc_flags::group).has_value());
  CHECK(count_of(event) == 0);
  kcall::uint64_t id = 0, theirs = 0;
  CHECK(kcall::perf_event_id<G>(event, id).has_value());
  CHECK(::ioctl(event.get(), PERF_EVENT_IOC_ID, &theirs) == 0);
  CHECK(id == theirs);

  kcall::perf_event_attr other;
  const fd member = page_faults<G>(other, event);
  CHECK(member != fd{});
  CHECK(kcall::perf_event_set_output<G>(member, event) == errc::einval);  // No buffer.
  const auto none = kcall::perf_event_set_output<G>(member, fd{});
  CHECK((none.has_value() || (G::abi::register_size == 4 && none == errc::ebadf)));
  CHECK(kcall::perf_event_refresh<G>(event, 1) == errc::einval);
  CHECK(kcall::perf_event_period<G>(event, 0) == errc::einval);
  CHECK(kcall::perf_event_set_filter<G>(event, "x") == errc::einval);
  CHECK(kcall::perf_event_set_bpf<G>(event, fd{-1}) == errc::ebadf);
  CHECK(kcall::perf_event_pause_output<G>(event, true) == errc::einval);
  kcall::uint32_t ids[3] = {1, 0, 0};
  CHECK(!kcall::perf_event_query_bpf<G>(event, ids).has_value());
  CHECK(!kcall::perf_event_modify_attributes<G>(event, attr).has_value());
  CHECK(kcall::perf_event_enable<G>(fd{}) == errc::ebadf);
  ::close(member.get());
  ::close(event.get());
}

TEST_CASE_TEMPLATE("samples come through a ring buffer", G, ALL_GATES) {
  kcall::perf_event_attr attr;
  attr.sample_period = 1000000;
  attr.sample_type = kcall::perf_sample::addr;
  const fd event = page_faults<G>(attr);
  if (event == fd{}) return;
  const std::size_t page = test::low_pages::page();
  const test::low_pages buffer(1 + 8, MAP_SHARED, event.get());
  const auto& head = *reinterpret_cast<const volatile kcall::perf_event_mmap_page*>(buffer.data());
  CHECK(head.data_offset == page);
  CHECK(head.data_size == 8 * page);
  CHECK(kcall::perf_event_period<G>(event, 1).has_value());
  CHECK(kcall::perf_event_pause_output<G>(event, true).has_value());
  CHECK(kcall::perf_event_pause_output<G>(event, false).has_value());
  CHECK(kcall::perf_event_enable<G>(event).has_value());
  const test::low_pages memory(1);
  touch(memory, 1);
  CHECK(kcall::perf_event_disable<G>(event).has_value());
  REQUIRE(head.data_head >= 16);
  bool found = false;
  for (kcall::uint64_t at = 0; at + 16 <= head.data_head;) {
    kcall::perf_event_header record;
    std::memcpy(&record, buffer.at(1) + at, sizeof record);
    REQUIRE(record.size >= sizeof record);
    kcall::uint64_t address = 0;
    std::memcpy(&address, buffer.at(1) + at + sizeof record, sizeof address);
    if (record.type == PERF_RECORD_SAMPLE && address == reinterpret_cast<kcall::uintptr_t>(memory.data())) found = true;
    at += record.size;
  }
  CHECK(found);
  CHECK(kcall::perf_event_refresh<G>(event, 1).has_value());
  ::close(event.get());
}

TEST_CASE_TEMPLATE("perf_event_open's errors", G, ALL_GATES) {
  kcall::perf_event_attr attr;
  const fd event = page_faults<G>(attr);
  if (event == fd{}) return;
  ::close(event.get());
  CHECK(kcall::perf_event_open<G>(attr, pid{0x3fffffff}, -1) == errc::esrch);
  CHECK(kcall::perf_event_open<G>(attr, pid{}, -1, fd{-1}, static_cast<kcall::perf_flags>(1 << 10)) == errc::einval);
  CHECK(kcall::perf_event_open<G>(attr, pid{-1}, -1) == errc::einval);
  attr.size = 1;
  CHECK(kcall::perf_event_open<G>(attr, pid{}, -1) == errc::e2big);
  CHECK(attr.size >= PERF_ATTR_SIZE_VER0);
}

kcall::uint64_t bits_of(const ::perf_event_attr& from) {
  kcall::uint64_t bits = 0;
  std::memcpy(&bits, reinterpret_cast<const char*>(&from) + offsetof(::perf_event_attr, read_format) + 8, sizeof bits);
  return bits;
}

TEST_CASE("perf_attr_flags are the kernel's bit-fields") {
#define SAME_BIT(name)                                                             \
  {                                                                                \
    ::perf_event_attr theirs = {};                                                 \
    theirs.name = 1;                                                               \
    CHECK(bits_of(theirs) == static_cast<kcall::uint64_t>(perf_attr_flags::name)); \
  }
  SAME_BIT(disabled)
  SAME_BIT(inherit)
  SAME_BIT(pinned)
  SAME_BIT(exclusive)
  SAME_BIT(exclude_user)
  SAME_BIT(exclude_kernel)
  SAME_BIT(exclude_hv)
  SAME_BIT(exclude_idle)
  SAME_BIT(mmap)
  SAME_BIT(comm)
  SAME_BIT(freq)
  SAME_BIT(inherit_stat)
  SAME_BIT(enable_on_exec)
  SAME_BIT(task)
  SAME_BIT(watermark)
  SAME_BIT(mmap_data)
  SAME_BIT(sample_id_all)
  SAME_BIT(exclude_host)
  SAME_BIT(exclude_guest)
  SAME_BIT(exclude_callchain_kernel)
  SAME_BIT(exclude_callchain_user)
  SAME_BIT(mmap2)
  SAME_BIT(comm_exec)
  SAME_BIT(use_clockid)
  SAME_BIT(context_switch)
  SAME_BIT(write_backward)
  SAME_BIT(namespaces)
  SAME_BIT(ksymbol)
  SAME_BIT(bpf_event)
  SAME_BIT(aux_output)
  SAME_BIT(cgroup)
  SAME_BIT(text_poke)
  SAME_BIT(build_id)
  SAME_BIT(inherit_thread)
  SAME_BIT(remove_on_exec)
  SAME_BIT(sigtrap)
#undef SAME_BIT
  ::perf_event_attr theirs = {};
  theirs.precise_ip = 3;
  CHECK(bits_of(theirs) == static_cast<kcall::uint64_t>(perf_attr_flags::precise_ip_zero));
}

}  // namespace
