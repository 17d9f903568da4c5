// environment.hpp beside getenv, putenv and unsetenv of glibc, which work on the same entries.
#include <stdlib.h>
#include <string.h>
#include <kcall/environment.hpp>

#include <string>
#include <vector>

#include "support.hpp"

namespace {

using kcall::environment;
using kcall::environment_list;
using kcall::errc;

using strings = std::vector<std::string>;

/// Entries of every kind: without =, without a name, without anything, twice the same name, names that begin alike.
const char* const odd_entries[] = {"A=1", "plain", "=nameless", "AB=2",     "A=3",          "",
                                   "B=",  "C=a=b", "\xff=\xfe", "plain2=x", "LONG=a\nb c ", nullptr};
const char* const names[] = {"A",  "AB",        "B",      "C",    "plain", "plain2", "",      "=",
                             "A=", "=nameless", "nosuch", "\xff", "LONG",  "LON",    "LONGER"};

/// glibc's environment is this list while it lives.
class glibc_environment {
 public:
  explicit glibc_environment(const char* const* entries) : before_(environ) {
    for (; *entries != nullptr; ++entries) list_.push_back(const_cast<char*>(*entries));
    list_.push_back(nullptr);
    environ = list_.data();
  }
  glibc_environment(const glibc_environment&) = delete;
  glibc_environment& operator=(const glibc_environment&) = delete;
  ~glibc_environment() { environ = before_; }

 private:
  char** before_;
  std::vector<char*> list_;
};

strings entries(const char* const* from) {
  strings all;
  for (; *from != nullptr; ++from) all.push_back(*from);
  return all;
}

}  // namespace

TEST_CASE("find finds what getenv finds") {
  const glibc_environment glibc(&odd_entries[0]);
  const environment variables(&odd_entries[0]);
  for (const char* const name : names) {
    INFO("'", std::string(name), "'");
    const char* const wanted = ::getenv(name);
    const auto found = variables.find(name);
    REQUIRE(found.has_value() == (wanted != nullptr));
    if (found) CHECK(found->data() == wanted);
    CHECK(variables.find(std::string(name)).data() == found.data());
  }
  CHECK(variables.find("A") == "1");
  CHECK(variables.find(kcall::static_text("C")) == "a=b");
}

TEST_CASE("as a range") {
  const environment variables(&odd_entries[0]);
  size_t i = 0;
  for (const kcall::variable v : variables) {
    const std::string entry = odd_entries[i++];
    CHECK(v.entry() == entry.c_str());
    const size_t equals = entry.find('=');
    const std::string name = entry.substr(0, equals);
    CHECK(std::string(v.name().data(), v.name().size()) == name);
    CHECK(v.name() == name.c_str());
    CHECK(v.name().empty() == name.empty());
    CHECK(v.value() == (equals == std::string::npos ? "" : entry.c_str() + equals + 1));
    CHECK(kcall::is_assignment(entry.c_str()) == (equals != std::string::npos));
  }
  CHECK(i == 11);
  CHECK(variables.size() == 11);
  CHECK_FALSE(variables.empty());
  const char* nothing[] = {nullptr};
  for (const kcall::variable v : environment(&nothing[0])) FAIL(v.entry().data());
  CHECK(environment(&nothing[0]).empty());
  CHECK(environment(&nothing[0]).size() == 0);
  CHECK_FALSE(environment(&nothing[0]).find("A"));
}

TEST_CASE("the program's own environment") {
  const environment variables(environ);
  for (const kcall::variable v : variables) {
    const std::string name(v.name().data(), v.name().size());
    CHECK(variables.find(name).data() == ::getenv(name.c_str()));
  }
}

TEST_CASE("put and erase do what putenv and unsetenv do") {
  const glibc_environment glibc(&odd_entries[0]);
  const char* slots[40];
  environment_list mine(&slots[0], 40);
  CHECK(mine.copy(environment(&odd_entries[0])));
  CHECK(entries(mine.data()) == entries(&odd_entries[0]));
  char sets[][12] = {"A=9", "NEW=1", "=other", "NEW=2", "B=b", "plain=p", "AB=", "\xff=new", "ABC=3"};
  for (size_t i = 0; i < sizeof sets / sizeof *sets; ++i) {
    REQUIRE(::putenv(&sets[i][0]) == 0);
    CHECK(mine.put(&sets[i][0]));
    CHECK(entries(mine.data()) == entries(environ));
    const char* const name = names[i];
    INFO("'", std::string(name), "'");
    const bool wanted = ::unsetenv(name) == 0;
    CHECK(mine.erase(kcall::static_text(name)).has_value() == wanted);
    CHECK(entries(mine.data()) == entries(environ));
    CHECK(mine.size() == entries(environ).size());
  }
  CHECK(mine.erase(kcall::static_text("")) == errc::einval);
  CHECK(mine.erase("A=B") == errc::einval);
  CHECK(mine.put("plain") == errc::einval);
  CHECK(mine.put("") == errc::einval);
  mine.clear();
  CHECK(mine.size() == 0);
  CHECK(*mine.data() == nullptr);
}

TEST_CASE("a list that is full") {
  const char* slots[] = {"untouched", "untouched", "untouched", "behind"};
  environment_list mine(&slots[0], 3);
  CHECK(mine.put("A=1"));
  CHECK(mine.put("B=2"));
  CHECK(mine.put("C=3") == errc::enospc);
  CHECK(mine.put("B=4"));
  CHECK(mine.copy(environment(&odd_entries[0])) == errc::enospc);
  CHECK(entries(mine.data()) == strings{"A=1", "B=4"});
  CHECK(mine.erase("A"));
  CHECK(mine.put("C=3"));
  CHECK(environment(mine).find("C") == "3");
  CHECK(slots[3] == std::string("behind"));
}

namespace {

constexpr bool at_compile_time() {
  const char* given[] = {"A=1", "B=2", nullptr};
  const char* slots[4] = {};
  environment_list list(&slots[0], 4);
  if (!list.copy(environment(&given[0])) || !list.put("C=3") || !list.erase("A")) return false;
  return environment(list).find("C") == "3" && list.size() == 2;
}
static_assert(at_compile_time());

}  // namespace
