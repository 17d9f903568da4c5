// Gates for the paths that kernels of today do not take.
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/call/call.hpp>

#include <functional>

namespace test {

/// Whether a call came to ia32 with Linux 4.3 (sockets) or 5.1 (64-bit times).
constexpr bool is_new_on_ia32(kcall::abi::ia32::nr number) {
  using nr = kcall::abi::ia32::nr;
  return (number >= nr::socket && number <= nr::shutdown) ||
         (number >= nr::clock_gettime64 && number <= nr::sched_rr_get_interval_time64);
}

/// Gate G to a kernel of old: what came to ia32 later answers ENOSYS. On other ABIs it is G.
template <class G>
struct old_kernel {
  using abi = typename G::abi;
  static inline int refused = 0;
  template <class... A>
  static long enter(typename abi::nr number, A... arguments) {
    if constexpr (kcall::same_as<abi, kcall::abi::ia32>) {
      if (is_new_on_ia32(number)) {
        ++refused;
        return -38;
      }
    }
    return kcall::detail::pass<G>(number, arguments...);
  }
};

/// An ia32 kernel of old that answers each call from a function of the test. Runs on every host: pointers come as long.
struct scripted_ia32 {
  using abi = kcall::abi::ia32;
  static inline std::function<long(abi::nr, const long*)> answer;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if (is_new_on_ia32(number)) return -38;
    const long words[sizeof...(A) + 1] = {kcall::to_word(arguments)...};
    return answer(number, words);
  }
};

}  // namespace test
