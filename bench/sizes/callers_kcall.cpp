// What users write around a call, with kcall.
#include <kcall/kcall.hpp>

namespace caller {

using kcall::errc;
using kcall::result;
using kcall::size_t;

result<void> write_all(kcall::fd file, const char* data, size_t size) {
  while (size != 0) {
    const auto written = kcall::write(file, data, size);
    if (written == errc::eintr) continue;
    if (!written) return written.error();
    data += *written;
    size -= *written;
  }
  return {};
}

result<size_t> read_some(kcall::fd file, char* data, size_t size) {
  for (;;) {
    const auto got = kcall::read(file, data, size);
    if (got != errc::eintr) return got;
  }
}

result<void> make_directory(kcall::path name) {
  const auto made = kcall::mkdir(name, kcall::mode{0777});
  if (made == errc::eexist) return {};
  return made;
}

bool exists(kcall::path name) { return kcall::access(name, kcall::access_mode::f_ok).has_value(); }

}  // namespace caller
