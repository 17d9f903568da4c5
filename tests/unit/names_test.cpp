#include <kcall/abi/native.hpp>
#include <kcall/names.hpp>
#include <kcall/types/path.hpp>

#include "support.hpp"
// The kernel's own numbers, to compare with.
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abi = kcall::abi;

// Numbers as they stand in the kernel's tables.
static_assert(*kcall::number<abi::x86_64>("openat") == abi::x86_64::nr::openat);
static_assert(*kcall::number<abi::x86_64>("openat") == abi::x86_64::nr{257});
static_assert(*kcall::number<abi::ia32>("openat") == abi::ia32::nr{295});
static_assert(*kcall::number<abi::aarch64>("openat") == abi::aarch64::nr{56});
static_assert(*kcall::number<abi::x32>("openat") == abi::x32::nr{0x40000000 + 257});
static_assert(*kcall::number<abi::x32>("rt_sigaction") == abi::x32::nr{0x40000000 + 512});
static_assert(kcall::same_as<decltype(*kcall::number<abi::ia32>("read")), const abi::ia32::nr&>);
static_assert(*kcall::name<abi::ia32>(5) == "open");
static_assert(*kcall::name<abi::ia32>(abi::ia32::nr::open) == "open");
static_assert(kcall::name<abi::aarch64>(56) == "openat");
static_assert(kcall::name<abi::x86_64>(0).has_value() && kcall::name<abi::x86_64>(0) == "read");
static_assert(!kcall::name<abi::aarch64>(5000));
static_assert(!kcall::number<abi::aarch64>("open"));  // it has openat only

// A C++ keyword gets an underscore as an enumerator; its name is still the kernel's.
static_assert(*kcall::number<abi::ia32>("break") == abi::ia32::nr::break_);
static_assert(kcall::name<abi::ia32>(abi::ia32::nr::break_) == "break");
static_assert(!kcall::number<abi::ia32>("break_"));

// x32: plain integers with or without the bit; an enumerator has it.
static_assert(kcall::name<abi::x32>(257) == "openat");
static_assert(kcall::name<abi::x32>(0x40000000 + 257) == "openat");
static_assert(kcall::name<abi::x32>(abi::x32::nr::openat) == "openat");
static_assert(!kcall::name<abi::x32>(abi::x32::nr{257}));
static_assert(!kcall::name<abi::x32>(13));  // rt_sigaction of 64-bit code
static_assert(!kcall::name<abi::x86_64>(0x40000000 + 257));

template <class ABI>
constexpr bool table_is_consistent() {
  kcall::size_t count = 0;
  for (const auto [number, name] : kcall::calls<ABI>()) {
    if (kcall::name<ABI>(number) != name || kcall::number<ABI>(name) != number) return false;
    if (*(name.data() + name.size()) != '\0') return false;
    ++count;
  }
  return count == kcall::calls<ABI>::size();
}
// A smaller one at compile time, too; all of them at run time below.
static_assert(table_is_consistent<abi::aarch64>());

TEST_CASE_TEMPLATE("every number of a table has a name and every name leads back", ABI, abi::x86_64, abi::ia32,
                   abi::x32, abi::aarch64) {
  CHECK(table_is_consistent<ABI>());
  std::set<std::string> names;
  long last = -1;
  for (const auto [number, name] : kcall::calls<ABI>()) {
    const auto plain = static_cast<long>(number);
    CHECK_GT(plain, last);
    last = plain;
    CHECK_EQ(std::string_view(name.data()).size(), name.size());
    CHECK(std::all_of(name.begin(), name.end(),
                      [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }));
    names.emplace(name.data(), name.size());
    // All lengths of integer see the same call.
    CHECK(kcall::name<ABI>(static_cast<unsigned long long>(number)) == name);
    CHECK(kcall::name<ABI>(static_cast<int>(number)) == name);
    // Nothing shorter and nothing longer is taken for it.
    const std::string text(name.data(), name.size());
    CHECK_FALSE(kcall::number<ABI>(text + "!").has_value());
    CHECK_FALSE(kcall::number<ABI>(text + std::string(1, '\0')).has_value());
    CHECK_FALSE(kcall::number<ABI>("!" + text).has_value());
  }
  CHECK_EQ(names.size(), kcall::calls<ABI>::size());
  // Names that are not in the set are not found: every prefix of every name.
  for (const auto& name : names) {
    for (std::size_t length = 0; length < name.size(); ++length) {
      const std::string prefix = name.substr(0, length);
      CHECK_EQ(kcall::number<ABI>(prefix).has_value(), names.count(prefix) != 0);
    }
  }
  // The numbers between and beyond have none.
  std::size_t found = 0;
  for (unsigned number = 0; number < 70000; ++number) found += kcall::name<ABI>(number).has_value() ? 1U : 0U;
  CHECK_EQ(found, names.size());
}

TEST_CASE("the table of this target agrees with the system's own numbers") {
  using native = abi::native;
  CHECK_EQ(static_cast<long>(*kcall::number<native>("read")), SYS_read);
  CHECK_EQ(static_cast<long>(*kcall::number<native>("openat")), SYS_openat);
  CHECK_EQ(static_cast<long>(*kcall::number<native>("exit_group")), SYS_exit_group);
  CHECK_EQ(static_cast<long>(*kcall::number<native>("clone3")), SYS_clone3);
  CHECK_EQ(static_cast<long>(*kcall::number<native>("faccessat2")), SYS_faccessat2);
  CHECK(kcall::name<native>(SYS_epoll_pwait2) == "epoll_pwait2");
  // And the kernel does under that number what the name says.
  const auto getpid = kcall::number<native>("getpid");
  CHECK_EQ(::syscall(static_cast<long>(*getpid)), ::getpid());
}

TEST_CASE("a name is looked up in whatever holds characters") {
  const auto expected = abi::ia32::nr::read;
  const char* const pointer = "read";
  const std::string string = "read";
  const std::vector<char> vector(string.begin(), string.end());
  const std::array<char, 4> array{'r', 'e', 'a', 'd'};
  const std::string_view part = std::string_view("readlinkat").substr(0, 4);
  char changeable[] = "read";
  CHECK(kcall::number<abi::ia32>("read") == expected);
  CHECK(kcall::number<abi::ia32>(pointer) == expected);
  CHECK(kcall::number<abi::ia32>(changeable) == expected);
  CHECK(kcall::number<abi::ia32>(string) == expected);
  CHECK(kcall::number<abi::ia32>(vector) == expected);
  CHECK(kcall::number<abi::ia32>(array) == expected);
  CHECK(kcall::number<abi::ia32>(std::span(array)) == expected);
  CHECK(kcall::number<abi::ia32>(part) == expected);
  CHECK(kcall::number<abi::ia32>(kcall::name<abi::x86_64>(0)) == expected);
  CHECK(kcall::number<abi::ia32>(*kcall::name<abi::x86_64>(0)) == expected);
}

TEST_CASE("names that no call has are not found") {
  for (const std::string name :
       {"", "rea", "readd", "READ", "read ", " read", "_", "~", "zzzz", "\xff\xff", "open\xc3\xa4t"}) {
    CHECK_FALSE(kcall::number<abi::x86_64>(name).has_value());
    CHECK_FALSE(kcall::number<abi::x86_64>(name.c_str()).has_value());
  }
  CHECK_FALSE(kcall::number<abi::x86_64>(std::string("read\0", 5)).has_value());
  CHECK_FALSE(kcall::number<abi::x86_64>(std::string("\0read", 5)).has_value());
  CHECK_FALSE(kcall::number<abi::x86_64>(std::string(100000, 'r')).has_value());
  // Another ABI's names are not this one's.
  CHECK_FALSE(static_cast<bool>(kcall::number<abi::x86_64>("mmap2")));
  CHECK(static_cast<bool>(kcall::number<abi::ia32>("mmap2")));
}

TEST_CASE("numbers that no call has, of any integer type, are not found") {
  CHECK_FALSE(kcall::name<abi::x86_64>(-1).has_value());
  CHECK_FALSE(kcall::name<abi::x86_64>(-1L).has_value());
  CHECK_FALSE(kcall::name<abi::x86_64>(0x7fffffff).has_value());
  CHECK_FALSE(kcall::name<abi::x86_64>(0xffffffffU).has_value());
  CHECK_FALSE(kcall::name<abi::x86_64>(1ULL << 32).has_value());  // not 0, which is read
  CHECK_FALSE(kcall::name<abi::x32>((1ULL << 32) + 0x40000000).has_value());
  CHECK_FALSE(kcall::name<abi::x32>(-1).has_value());
  CHECK_FALSE(kcall::name<abi::x32>(0xc0000000U).has_value());
  CHECK(kcall::name<abi::x86_64>(static_cast<signed char>(1)) == "write");
  CHECK(kcall::name<abi::x86_64>(static_cast<unsigned short>(1)) == "write");
}

TEST_CASE("a name is a C string, a container, a path and a buffer") {
  const auto answer = kcall::name<abi::x86_64>(257);
  REQUIRE(answer.has_value());
  const kcall::static_text name = *answer;
  CHECK_EQ(std::string(name.begin(), name.end()), "openat");
  CHECK_EQ(std::string(name.c_str()), "openat");
  CHECK_EQ(std::string_view(name.data(), name.size()), "openat");
  CHECK_EQ(std::size(name), 6);
  CHECK_EQ(name[0], 'o');
  CHECK_FALSE(name.empty());
  CHECK(name == "openat");
  CHECK("openat" == name);
  CHECK(name != "openat2");
  CHECK(name != "opena");
  CHECK(name == std::string("openat"));
  CHECK(std::string_view("openat") == name);
  CHECK(name == kcall::name<abi::ia32>(295));
  // The answer itself is as handy.
  CHECK(answer == "openat");
  CHECK(answer == std::string_view("openat"));
  CHECK(answer == name);
  CHECK_EQ(answer->size(), 6);
  CHECK_EQ(answer.size(), 6);
  CHECK_EQ(std::string(answer.c_str()), "openat");
  const kcall::path path = answer;
  CHECK_EQ(std::string(path.get()), "openat");
  CHECK_EQ(std::string(kcall::path(name).get()), "openat");
  const kcall::const_buffer buffer = name;
  CHECK_EQ(std::string(static_cast<const char*>(buffer.data()), buffer.size()), "openat");
  const std::string_view view = name;
  const std::string copied = answer;
  CHECK_EQ(view, "openat");
  CHECK_EQ(copied, "openat");
  CHECK_EQ(std::string_view(answer), view);
  CHECK_EQ(std::string(name), std::string(answer));
  CHECK(view == name);
  CHECK(answer == copied);
  const kcall::static_text converted = answer;
  CHECK(converted == "openat");
}

TEST_CASE("no answer is empty and equals nothing but no answer") {
  const auto none = kcall::name<abi::x86_64>(9999);
  CHECK_FALSE(static_cast<bool>(none));
  CHECK(none != "read");
  CHECK(none != "");
  CHECK(none == kcall::name<abi::ia32>(9999));
  CHECK(none != kcall::name<abi::ia32>(3));
  CHECK_EQ(none.size(), 0);
  CHECK_EQ(std::string(none.c_str()), "");
  CHECK(none.value_or("?") == "?");
  CHECK(kcall::number<abi::x86_64>("nonesuch") == kcall::number<abi::x86_64>("neither"));
  CHECK(kcall::number<abi::x86_64>("nonesuch") != abi::x86_64::nr::read);
  CHECK(kcall::number<abi::x86_64>("nonesuch").value_or(abi::x86_64::nr::write) == abi::x86_64::nr::write);
}
