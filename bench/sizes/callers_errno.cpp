// What users write around a call, with the libc that is installed: its headers, its functions, its errno.
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

namespace caller {

int write_all(int file, const char* data, size_t size) {
  while (size != 0) {
    const ssize_t written = write(file, data, size);
    if (written < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    data += written;
    size -= static_cast<size_t>(written);
  }
  return 0;
}

ssize_t read_some(int file, char* data, size_t size) {
  for (;;) {
    const ssize_t got = read(file, data, size);
    if (got >= 0 || errno != EINTR) return got;
  }
}

int make_directory(const char* name) {
  const int made = mkdir(name, 0777);
  if (made < 0 && errno == EEXIST) return 0;
  return made;
}

bool exists(const char* name) { return access(name, F_OK) == 0; }

}  // namespace caller
