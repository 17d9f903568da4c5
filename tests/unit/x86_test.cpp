// What only x86 has. On other targets there is nothing to test.
#include "child.hpp"
#include "low_pages.hpp"
#include "support.hpp"

#include <signal.h>
#include <sys/syscall.h>

#include <cstring>

#include <kcall/call/arch_prctl.hpp>
#include <kcall/call/io_ports.hpp>
#include <kcall/call/user_desc.hpp>
#include <kcall/call/vm86.hpp>

#if defined(__x86_64__) || defined(__i386__)
#include <asm/ldt.h>
#include <asm/prctl.h>

namespace {

using kcall::arch_option;
using kcall::errc;
using kcall::ldt_function;
using kcall::segment_flags;

template <class G>
[[maybe_unused]] void bases() {
#if defined(__x86_64__)
  kcall::uint64_t before = 0, fs = 0, gs = 0;
  unsigned long glibcs_fs = 0;
  REQUIRE(::syscall(SYS_arch_prctl, ARCH_GET_FS, &glibcs_fs) == 0);
  CHECK(kcall::arch_get_fs<G>(fs).has_value());
  CHECK(fs == glibcs_fs);
  CHECK(kcall::arch_set_fs<G>(fs).has_value());
  CHECK(kcall::arch_get_gs<G>(before).has_value());
  static kcall::uint64_t seen_through_gs = 0x1234;
  CHECK(kcall::arch_set_gs<G>(reinterpret_cast<kcall::uint64_t>(&seen_through_gs)).has_value());
  kcall::uint64_t read = 0;
  __asm__ volatile("movq %%gs:0, %0" : "=r"(read));
  CHECK(read == 0x1234);
  CHECK(kcall::arch_get_gs<G>(gs).has_value());
  CHECK(gs == reinterpret_cast<kcall::uint64_t>(&seen_through_gs));
  CHECK(kcall::arch_set_gs<G>(before).has_value());
  CHECK(kcall::arch_set_gs<G>(0xffff'8000'0000'0000) == errc::eperm);

  kcall::shstk_features on = kcall::shstk_features::wrss;
  unsigned long theirs = 0;
  const long there = ::syscall(SYS_arch_prctl, 0x5005, &theirs);
  const auto status = kcall::arch_shstk_status<G>(on);
  CHECK(status.has_value() == (there == 0));
  if (status) CHECK(static_cast<unsigned long>(on) == theirs);
  const auto bad = kcall::arch_shstk_enable<G>(static_cast<kcall::shstk_features>(64));
  CHECK((bad == errc::einval || bad == errc::eopnotsupp));
  // A feature that is not on: nothing changes.
  const auto off = kcall::arch_shstk_disable<G>(static_cast<kcall::shstk_features>(64));
  CHECK((off == errc::einval || off == errc::eopnotsupp));
  CHECK(test::in_child([] {
          const auto locked = kcall::arch_shstk_lock<G>(kcall::shstk_features::none);
          return locked || locked == errc::einval || locked == errc::eopnotsupp ? 0 : 1;
        }) == 0);
#endif
}

TEST_CASE_TEMPLATE("arch_prctl: segment bases and shadow stacks, of 64-bit calls", G, ALL_GATES) {
  if constexpr (G::abi::register_size == 8) {
    bases<G>();
  } else {
    CHECK(kcall::arch_prctl<G>(arch_option::set_fs, 0UL) == errc::einval);
  }
}

TEST_CASE_TEMPLATE("arch_prctl: cpuid and extended states", G, ALL_GATES) {
  CHECK(kcall::arch_get_cpuid<G>() == (::syscall(SYS_arch_prctl, ARCH_GET_CPUID, 0L) == 1));
  const int faulting = test::in_child([] {
    const auto forbidden = kcall::arch_set_cpuid<G>(false);
    if (forbidden == errc::enodev) return 77;
    if (!forbidden || kcall::arch_get_cpuid<G>() != false) return 1;
    return kcall::arch_set_cpuid<G>(true) && kcall::arch_get_cpuid<G>() == true ? 0 : 2;
  });
  CHECK((faulting == 0 || faulting == 77));
  kcall::uint64_t mask = 0, theirs = 0;
  if (::syscall(SYS_arch_prctl, ARCH_GET_XCOMP_SUPP, &theirs) != 0) {
    CHECK(kcall::arch_get_xcomp_supp<G>(mask) == errc::einval);
    return;
  }
  CHECK(kcall::arch_get_xcomp_supp<G>(mask).has_value());
  CHECK(mask == theirs);
  REQUIRE(::syscall(SYS_arch_prctl, ARCH_GET_XCOMP_PERM, &theirs) == 0);
  CHECK(kcall::arch_get_xcomp_perm<G>(mask).has_value());
  CHECK(mask == theirs);
  CHECK(kcall::arch_req_xcomp_perm<G>(63) == errc::einval);
  CHECK(kcall::arch_prctl<G>(static_cast<arch_option>(1), 0UL) == errc::einval);
}

TEST_CASE_TEMPLATE("modify_ldt writes an entry that a selector then means", G, ALL_GATES) {
  const test::low_pages memory(1);
  std::strcpy(reinterpret_cast<char*>(memory.data()), "ldt");
  const auto child = [&memory] {
    kcall::user_desc entry = {0, static_cast<kcall::uint32_t>(reinterpret_cast<kcall::uintptr_t>(memory.data())), 0xfff,
                              segment_flags::seg_32bit | segment_flags::useable};
    const auto set = kcall::modify_ldt<G>(entry);
    if (set == errc::enosys) return 77;
    if (!set) return 1;
    // Selector 7: entry 0 of the local table, privilege 3. The segment register is the one that glibc does not use.
    unsigned before = 0, read = 0;
#if defined(__x86_64__)
    __asm__ volatile("movl %%gs, %0; movl %2, %%gs; movl %%gs:0, %1; movl %0, %%gs"
                     : "=&r"(before), "=&r"(read)
                     : "r"(7));
#else
    __asm__ volatile("movl %%fs, %0; movl %2, %%fs; movl %%fs:0, %1; movl %0, %%fs"
                     : "=&r"(before), "=&r"(read)
                     : "r"(7));
#endif
    if (std::memcmp(&read, "ldt", 4) != 0) return 2;
    unsigned char table[64] = {};
    if (kcall::modify_ldt<G>(table) != sizeof table) return 3;
    if (table[0] != 0xff || table[1] != 0x0f) return 4;
    entry.entry_number = 8192;
    if (kcall::modify_ldt<G>(entry) != errc::einval) return 5;
    if (kcall::modify_ldt<G>(ldt_function::write, &entry, 1) != errc::einval) return 6;
    if (kcall::modify_ldt<G>(static_cast<ldt_function>(9), &entry, sizeof entry) != errc::enosys) return 7;
    return kcall::modify_ldt<G>(ldt_function::write, nullptr, sizeof entry) == errc::efault ? 0 : 8;
  };
  const int status = test::in_child(child);
  if (status == 77) {
    MESSAGE("skipped: no modify_ldt here");
  } else {
    CHECK(status == 0);
  }
}

/// The kernel's bit-fields, as one word.
unsigned bits_of(const ::user_desc& from) {
  unsigned bits = 0;
  std::memcpy(&bits, reinterpret_cast<const char*>(&from) + offsetof(::user_desc, limit) + sizeof from.limit,
              sizeof bits);
  return bits;
}

TEST_CASE("segment_flags are the kernel's bit-fields") {
  ::user_desc theirs = {};
  theirs.seg_32bit = 1;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::seg_32bit));
  theirs = {};
  theirs.contents = MODIFY_LDT_CONTENTS_CODE;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::contents_code));
  theirs = {};
  theirs.read_exec_only = 1;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::read_exec_only));
  theirs = {};
  theirs.limit_in_pages = 1;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::limit_in_pages));
  theirs = {};
  theirs.seg_not_present = 1;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::seg_not_present));
  theirs = {};
  theirs.useable = 1;
  CHECK(bits_of(theirs) == static_cast<unsigned>(segment_flags::useable));
}

template <class G>
void thread_areas() {
  // Glibc's own descriptor of 32-bit code lies at its place in the table; ours goes into another.
  const int status = test::in_child([] {
    kcall::user_desc entry = {kcall::any_entry, 0x1000, 0xfff, segment_flags::seg_32bit | segment_flags::useable};
    if (!kcall::set_thread_area<G>(entry)) return 1;
    if (entry.entry_number < 6 || entry.entry_number > 14) return 2;
    kcall::user_desc seen = {entry.entry_number, 0, 0, {}};
    if (!kcall::get_thread_area<G>(seen)) return 3;
    if (seen.base_addr != 0x1000 || seen.limit != 0xfff || !has(seen.flags, segment_flags::seg_32bit)) return 4;
    seen.entry_number = 1;
    if (kcall::get_thread_area<G>(seen) != errc::einval) return 5;
    return kcall::set_thread_area<G>(seen) == errc::einval ? 0 : 6;
  });
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("set_thread_area and get_thread_area, of ia32 calls", G, ALL_GATES) {
  if constexpr (G::abi::register_size == 4) thread_areas<G>();
}

/// The manufacturer's delay port: reading it does nothing.
int reads_port() {
  unsigned char value = 0;
  __asm__ volatile("inb $0x80, %0" : "=a"(value));
  return 0;
}

TEST_CASE_TEMPLATE("ioperm and iopl let a thread use ports", G, ALL_GATES) {
  if (::syscall(SYS_ioperm, 0L, 1L, 0) != 0 && errno == ENOSYS) {
    CHECK(kcall::ioperm<G>(0x80, 1, true) == errc::enosys);
    CHECK(kcall::iopl<G>(3) == errc::enosys);
    MESSAGE("skipped: a kernel without ioperm");
    return;
  }
  CHECK(kcall::ioperm<G>(65536, 1, true) == errc::einval);
  CHECK(kcall::iopl<G>(4) == errc::einval);
  CHECK(test::in_child(reads_port) == 128 + SIGSEGV);
  const auto with_ioperm = [] {
    const auto allowed = kcall::ioperm<G>(0x80, 1, true);
    if (allowed == errc::eperm || allowed == errc::enosys) return 77;
    return allowed ? reads_port() : 1;
  };
  const auto with_iopl = [] {
    const auto allowed = kcall::iopl<G>(3);
    if (allowed == errc::eperm || allowed == errc::enosys) return 77;
    return allowed ? reads_port() : 1;
  };
  const auto taken_away = [] {
    static_cast<void>(kcall::ioperm<G>(0x80, 1, true));
    if (!kcall::ioperm<G>(0x80, 1, false)) return 1;
    if (!kcall::iopl<G>(0)) return 2;
    return reads_port();
  };
  const int status = test::in_child(with_ioperm);
  if (status == 77) {
    MESSAGE("skipped: no leave to use ports");
    return;
  }
  CHECK(status == 0);
  CHECK(test::in_child(with_iopl) == 0);
  CHECK(test::in_child(taken_away) == 128 + SIGSEGV);
}

TEST_CASE_TEMPLATE("vm86 and vm86old, of ia32 calls, to a 64-bit kernel", G, ALL_GATES) {
  if constexpr (G::abi::register_size == 4) {
    const auto check = kcall::vm86<G>(kcall::vm86_function::plus_install_check, nullptr);
    if (check != errc::enosys) {
      MESSAGE("a kernel with vm86");
      CHECK((check == 0 || check == errc::eperm));
      return;
    }
    CHECK(kcall::vm86<G>(kcall::vm86_function::get_irq_bits, 0UL) == errc::enosys);
    CHECK(kcall::vm86old<G>(nullptr) == errc::enosys);
  }
}

}  // namespace
#endif
