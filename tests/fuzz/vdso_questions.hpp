// What the fuzz target asks of every image, and how an answer is written, for it and for who knows the right answers.
#pragma once
#include <string>

#include "../unit/vdso_images.hpp"

namespace fuzz {

inline constexpr const char* names[] = {
    test::wanted_name,   test::other_name,        "__vdso_clock_gettime", "__vdso_getcpu",
    "__kernel_vsyscall", "__kernel_rt_sigreturn", "no_such_name",         "",
};
inline constexpr const char* versions[] = {"LINUX_2.6", "LINUX_2.5", "LINUX_9"};

inline std::string answer(const std::string& name, const std::string& version, unsigned long long offset) {
  return "\t" + name + "@" + version + "=" + std::to_string(offset);
}

/// f(name, version) for every question.
template <class F>
void each_question(F f) {
  for (const char* const name : names) {
    for (const char* const version : versions) f(name, version);
  }
}

}  // namespace fuzz
