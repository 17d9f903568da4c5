// What users write around a call, with the kernel's word as it is: a long, -errno where it failed.
#include "entry.hpp"

#include <cerrno>

namespace caller {

using rival::enter;
using rival::nr;
using std::size_t;

long write_all(int file, const char* data, size_t size) {
  while (size != 0) {
    const long written = enter(nr::write, file, data, size);
    if (written == -EINTR) continue;
    if (written < 0) return written;
    data += written;
    size -= static_cast<size_t>(written);
  }
  return 0;
}

long read_some(int file, char* data, size_t size) {
  for (;;) {
    const long got = enter(nr::read, file, data, size);
    if (got != -EINTR) return got;
  }
}

long make_directory(const char* name) {
  const long made = enter(nr::mkdir, name, 0777);
  return made == -EEXIST ? 0 : made;
}

bool exists(const char* name) { return enter(nr::access, name, 0) == 0; }

}  // namespace caller
