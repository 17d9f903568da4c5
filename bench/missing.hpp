// What happens to a program that uses a gate which does not work here: tried in a child.
#pragma once
#include <kcall/error_text.hpp>
#include <kcall/probe.hpp>

#include "contender.hpp"

namespace bench {

KCALL_POINTER_ARITHMETIC_BEGIN
inline void append(char (&to)[sizeof missing_gate::reason], const char* text) {
  const kcall::size_t used = kcall::detail::length(&to[0]);
  for (kcall::size_t i = 0; text[i] != '\0' && used + i + 1 < sizeof to; ++i) {
    to[used + i] = text[i];
    to[used + i + 1] = '\0';
  }
}
KCALL_POINTER_ARITHMETIC_END

inline const char* signal_name(kcall::signal number) {
  switch (static_cast<int>(number)) {
    case 4:
      return "SIGILL";
    case 5:
      return "SIGTRAP";
    case 11:
      return "SIGSEGV";
    case 31:
      return "SIGSYS";
    default:
      return "a signal";
  }
}

/// Only for gates that are not available: the child may crash.
template <class G>
missing_gate why_missing() {
  missing_gate answer{G::name, {}};
  constexpr int something_else = 255;
  const auto child = kcall::fork();
  if (child == kcall::pid{0}) {
    const auto word = kcall::call<G>(kcall::nr<G>::getpid, -1, -1, -1, -1, -1, -1);
    const int error = word ? something_else : static_cast<int>(word.error());
    kcall::exit_group(error < something_else ? error : something_else);
  }
  kcall::wait_status status;
  if (!child || !kcall::wait4(*child, status)) {
    append(answer.reason, "does not answer");
  } else if (status.signaled()) {
    append(answer.reason, "raises ");
    append(answer.reason, signal_name(status.term_signal()));
  } else if (status.exit_code() == something_else) {
    append(answer.reason, "answers something else");
  } else {
    append(answer.reason, "answers ");
    append(answer.reason, kcall::name_or_number(static_cast<kcall::errc>(status.exit_code())).c_str());
  }
  return answer;
}

/// Calls f.template operator()<G>() for each gate that works here, and adds the others to the missing ones.
template <class F>
void each_available(missing_gates& missing, const F& f) {
  kcall::gate::all::each([&]<class G>() {
    if (kcall::available<G>()) {
      f.template operator()<G>();
    } else {
      missing.add(why_missing<G>());
    }
  });
}

}  // namespace bench
