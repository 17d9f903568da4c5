// What users write around a call, with std::expected. Its wrappers are inlined (CALLERS_INLINE) or elsewhere.
#include "std_expected.hpp"

#include <cerrno>

namespace caller {

using rival::answer;
using std::size_t;

#if CALLERS_INLINE
[[gnu::always_inline]] inline answer<size_t> write(int f, const void* p, size_t n) {
  return rival::call<size_t>(rival::nr::write, f, p, n);
}
[[gnu::always_inline]] inline answer<size_t> read(int f, void* p, size_t n) {
  return rival::call<size_t>(rival::nr::read, f, p, n);
}
[[gnu::always_inline]] inline answer<void> mkdir(const char* p, unsigned m) {
  return rival::call<void>(rival::nr::mkdir, p, m);
}
[[gnu::always_inline]] inline answer<void> access(const char* p, int m) {
  return rival::call<void>(rival::nr::access, p, m);
}
#else
answer<size_t> write(int f, const void* p, size_t n);
answer<size_t> read(int f, void* p, size_t n);
answer<void> mkdir(const char* p, unsigned m);
answer<void> access(const char* p, int m);
#endif

answer<void> write_all(int file, const char* data, size_t size) {
  while (size != 0) {
    const auto written = write(file, data, size);
    if (!written) {
      if (written.error() == EINTR) continue;
      return std::unexpected(written.error());
    }
    data += *written;
    size -= *written;
  }
  return {};
}

answer<size_t> read_some(int file, char* data, size_t size) {
  for (;;) {
    const auto got = read(file, data, size);
    if (got || got.error() != EINTR) return got;
  }
}

answer<void> make_directory(const char* name) {
  const auto made = mkdir(name, 0777);
  if (!made && made.error() == EEXIST) return {};
  return made;
}

bool exists(const char* name) { return access(name, 0).has_value(); }

}  // namespace caller
