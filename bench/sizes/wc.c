/* What examples/wc.cpp does, through a libc: the same calls, columns, messages and exit status. Long options are
 * missing. */
#ifndef NO_LIBC_HEADERS
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
#endif

#define BUFFER_SIZE (64 * 1024)
enum { LINES, WORDS, CHARS, BYTES, LONGEST, KINDS };

static const char letters[] = "lwmcL";
static char shown[KINDS];
static char output[4096];
static size_t used;
static unsigned width;
static int good = 1;

static struct iovec text(const char* from) {
  struct iovec made;
  made.iov_base = (void*)from;
  made.iov_len = strlen(from);
  return made;
}

static void complain(const char* about, const char* what) {
  struct iovec message[5];
  message[0] = text("wc: ");
  message[1] = text(about);
  message[2] = text(": ");
  message[3] = text(what);
  message[4] = text("\n");
  (void)!writev(2, message, 5);
  good = 0;
}

static void flush(void) {
  const char* data = output;
  while (used != 0) {
    const ssize_t written = write(1, data, used);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      complain("standard output", strerror(errno));
      _exit(1);
    }
    data += written;
    used -= (size_t)written;
  }
}

static void put(char letter) {
  if (used == sizeof(output)) flush();
  output[used++] = letter;
}

static void put_number(unsigned long number) {
  char digits[24];
  unsigned count = 0, i;
  do digits[count++] = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  for (i = count; i < width; ++i) put(' ');
  while (count != 0) put(digits[--count]);
}

static void print_row(const unsigned long* row, const char* name) {
  int kind, first = 1;
  for (kind = 0; kind != KINDS; ++kind) {
    if (!shown[kind]) continue;
    if (!first) put(' ');
    first = 0;
    put_number(row[kind]);
  }
  if (*name) put(' ');
  while (*name) put(*name++);
  put('\n');
}

static void count_piece(const unsigned char* at, const unsigned char* end, unsigned long* row, int* in_word,
                        unsigned long* column) {
  for (; at != end; ++at) {
    const unsigned char c = *at;
    if (c == '\n') ++row[LINES];
    if (c == '\n' || c == '\r' || c == '\f') {
      if (row[LONGEST] < *column) row[LONGEST] = *column;
      *column = 0;
    } else if (c == '\t') {
      *column += 8 - *column % 8;
    } else if (c >= ' ' && c <= '~') {
      ++*column;
    }
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      *in_word = 0;
    } else if (c > ' ' && c <= '~') {
      row[WORDS] += !*in_word;
      *in_word = 1;
    }
  }
}

/* How many bytes need not be read to be counted; see examples/wc.cpp. */
static unsigned long skip(int file, int* to_end) {
  struct stat status;
  off_t from, to;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  from = lseek(file, 0, SEEK_CUR);
  *to_end = (status.st_size & 4095) != 0;
  to = *to_end ? status.st_size : status.st_size - status.st_blksize;
  if (from < 0 || (!*to_end && (from >= to || lseek(file, to, 0) < 0))) return *to_end = 0, 0ul;
  return from < to ? (unsigned long)(to - from) : 0;
}

static void count(int file, const char* name, unsigned long* total, const char* shown_name) {
  static unsigned char buffer[BUFFER_SIZE];
  unsigned long row[KINDS] = {0}, column = 0;
  int in_word = 0, kind, done = 0;
  if (!shown[LINES] && !shown[WORDS] && !shown[LONGEST]) row[BYTES] = skip(file, &done);
  while (!done) {
    const ssize_t got = read(file, buffer, sizeof(buffer));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) complain(name, strerror(errno));
    if (got <= 0) break;
    row[BYTES] += (unsigned long)got;
    count_piece(buffer, buffer + got, row, &in_word, &column);
  }
  row[CHARS] = row[BYTES];
  if (row[LONGEST] < column) row[LONGEST] = column;
  for (kind = 0; kind != KINDS; ++kind) {
    if (kind != LONGEST) {
      total[kind] += row[kind];
    } else if (total[kind] < row[kind]) {
      total[kind] = row[kind];
    }
  }
  print_row(row, shown_name);
}

static void widen(int failed, const struct stat* status, unsigned long* size, unsigned* least) {
  if (failed) return;
  if (S_ISREG(status->st_mode)) {
    *size += (unsigned long)status->st_size;
  } else {
    *least = 7;
  }
}

int main(int argc, char** argv) {
  unsigned long total[KINDS] = {0}, size = 0, unit;
  unsigned least = 1;
  int i, kinds = 0, files = 0, options = 1, files_only = argc;
  struct stat status;
  for (i = 1; i < argc; ++i) {
    char* word = argv[i];
    if (!options || word[0] != '-' || word[1] == '\0') {
      argv[1 + files++] = word;
    } else if (strcmp(word, "--") == 0) {
      options = 0;
    } else {
      while (*++word) {
        int kind = 0;
        while (letters[kind] != '\0' && letters[kind] != *word) ++kind;
        if (kind == KINDS) {
          complain(argv[i], "no such option");
          return 1;
        }
        shown[kind] = 1;
      }
    }
  }
  files_only = files;
  for (i = 0; i != KINDS; ++i) kinds += shown[i];
  if (kinds == 0) shown[LINES] = shown[WORDS] = shown[BYTES] = 1;
  if (files > 1 || kinds != 1) {
    if (files == 0) widen(fstat(0, &status), &status, &size, &least);
    for (i = 1; i <= files_only; ++i) {
      const int failed = strcmp(argv[i], "-") == 0 ? fstat(0, &status) : stat(argv[i], &status);
      widen(failed, &status, &size, &least);
    }
  }
  width = 1;
  for (unit = 10; unit <= size && width < 19; unit *= 10) ++width;
  if (width < least) width = least;
  for (i = 1; i <= files_only; ++i) {
    int file = 0;
    if (strcmp(argv[i], "-") != 0) file = open(argv[i], O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      complain(argv[i], strerror(errno));
      continue;
    }
    count(file, argv[i], total, argv[i]);
    if (file != 0) close(file);
  }
  if (files == 0) count(0, "standard input", total, "");
  if (files > 1) print_row(total, "total");
  flush();
  return !good;
}
