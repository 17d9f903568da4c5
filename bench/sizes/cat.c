/* What examples/cat.cpp does, through a libc: the same calls, options, messages and exit status. */
#ifndef NO_LIBC_HEADERS
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
#endif

#define BUFFER_SIZE (128 * 1024)

static struct iovec text(const char* from) {
  struct iovec made;
  made.iov_base = (void*)from;
  made.iov_len = strlen(from);
  return made;
}

static void complain(const char* about, const char* what) {
  struct iovec message[5];
  message[0] = text("cat: ");
  message[1] = text(about);
  message[2] = text(": ");
  message[3] = text(what);
  message[4] = text("\n");
  (void)!writev(2, message, 5);
}

static ssize_t read_some(int from, char* buffer) {
  for (;;) {
    const ssize_t got = read(from, buffer, BUFFER_SIZE);
    if (got >= 0 || errno != EINTR) return got;
  }
}

static int write_all(int to, const char* data, size_t size) {
  while (size != 0) {
    const ssize_t written = write(to, data, size);
    if (written < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    data += written;
    size -= (size_t)written;
  }
  return 0;
}

/* Whether copying would never end, because what is written will be read. */
static int feeds_itself(int in, const struct stat* out) {
  struct stat from;
  off_t position;
  if (fstat(in, &from) != 0 || !S_ISREG(from.st_mode)) return 0;
  if (from.st_dev != out->st_dev || from.st_ino != out->st_ino) return 0;
  position = lseek(in, 0, SEEK_CUR);
  return position >= 0 && position < from.st_size;
}

static int copy(int from, const char* name, const struct stat* out, char* buffer) {
  if (feeds_itself(from, out)) {
    complain(name, "input file is output file");
    return 0;
  }
  for (;;) {
    const ssize_t got = read_some(from, buffer);
    if (got < 0) {
      complain(name, strerror(errno));
      return 0;
    }
    if (got == 0) return 1;
    if (write_all(1, buffer, (size_t)got) != 0) {
      complain("standard output", strerror(errno));
      _exit(1);
    }
  }
}

static int copy_named(const char* name, const struct stat* out, char* buffer) {
  int file, good;
  if (strcmp(name, "-") == 0) return copy(0, name, out, buffer);
  file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    complain(name, strerror(errno));
    return 0;
  }
  good = copy(file, name, out, buffer);
  close(file);
  return good;
}

int main(int argc, char** argv) {
  char buffer[BUFFER_SIZE];
  struct stat out;
  int good = 1, options = 1, named = 0, i;
  if (fstat(1, &out) != 0) {
    complain("standard output", strerror(errno));
    return 1;
  }
  for (i = 1; i < argc; ++i) {
    const char* word = argv[i];
    if (options && strcmp(word, "--") == 0) {
      options = 0;
      continue;
    }
    if (options && word[0] == '-' && word[1] != '\0') {
      if (strcmp(word, "-u") == 0) continue;
      complain(word, "no such option; usage: cat [-u] [--] [FILE]...");
      return 1;
    }
    named = 1;
    good = copy_named(word, &out, buffer) && good;
  }
  if (!named) good = copy(0, "-", &out, buffer);
  return good ? 0 : 1;
}
