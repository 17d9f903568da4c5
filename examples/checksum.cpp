// checksum: the SHA-256 checksums of files, or of standard input where the name is "-" or there is none, several files
// at a time.
//
// Prints what coreutils' sha256sum prints, in the order of the names. Threads take the files that nobody has taken yet;
// main prints each checksum when its turn has come. Pipes, terminals and devices main reads itself, in their turn,
// because what one reading takes from them the next does not get; the same where no thread can be had, and where there
// is only one file. Exit status: 0; 1 if something could not be read or written, which is said on stderr with the
// file's name and the error's.
#include <kcall/call/schedule.hpp>
#include <kcall/condition.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/mutex.hpp>
#include <kcall/options.hpp>
#include <kcall/pages.hpp>
#include <kcall/parse.hpp>
#include <kcall/print.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/thread.hpp>
#include <kcall/writer.hpp>

#include "checksum/sha256.hpp"

KCALL_POINTER_ARITHMETIC_BEGIN

namespace {

using kcall::errc;
using kcall::fd;
using kcall::result;
using kcall::size_t;
using kcall::static_text;

constexpr char help[] =
    "usage: checksum [OPTION]... [FILE]...\n"
    "  -j, --jobs=NUMBER  use so many threads (default: one for each processor)\n"
    "      --help         print this\n";

constexpr unsigned most_threads = 64;
constexpr size_t buffer_size = 128 * 1024;

bool is_stdin(const char* name) { return static_text(name) == "-"; }

/// A file and what became of it.
struct job {
  const char* name;
  enum : int { unfinished = 0, finished, left_to_main } state;
  errc error;
  sha256::word sum[8];
};

result<void> sum_up(fd file, sha256::word (&sum)[8]) {
  // Not initialised, and twice a block larger, for the end of the data.
  unsigned char buffer[buffer_size + sha256::room];
  sha256 hash;
  for (;;) {
    const auto got = kcall::read_full(file, {buffer, buffer_size});
    if (!got) return got.error();
    if (*got == buffer_size) {
      hash.add(buffer, buffer_size);
      continue;
    }
    const auto& words = hash.finish(buffer, *got);
    for (int i = 0; i < 8; ++i) sum[i] = words[i];
    return {};
  }
}

/// Sets error or sum.
void work(job& todo) {
  result<fd> file = kcall::stdin_fd;
  kcall::unique_fd opened;
  if (!is_stdin(todo.name)) {
    file = kcall::open(todo.name, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
    if (file) opened.reset(*file);
  }
  const result<void> done = file ? sum_up(*file, todo.sum) : result<void>(file.error());
  if (!done) todo.error = done.error();
}

class pool {
 public:
  /// Starts threads, as many as asked for and can be had.
  pool(job* jobs, size_t count, unsigned wanted) : jobs_(jobs), count_(count) {
    for (; threads_ < wanted; ++threads_) {
      if (!thread_[threads_].start([this] { take_jobs(); })) break;
    }
  }

  /// Waits until a job has been done; does it if nobody else will. Before that takes time, calls meanwhile().
  template <class F>
  void complete(job& wanted, F&& meanwhile) {
    if (is_finished(wanted)) return;
    meanwhile();
    if (threads_ != 0) {
      const kcall::lock_scope held{mutex_};
      changed_.wait(mutex_, [&] { return wanted.state != job::unfinished; });
    }
    if (wanted.state != job::finished) work(wanted);
  }

 private:
  bool is_finished(const job& wanted) {
    if (threads_ == 0) return false;
    const kcall::lock_scope held{mutex_};
    return wanted.state == job::finished;
  }

  void take_jobs() {
    for (size_t i; (i = next_.fetch_add(1)) < count_;) {
      job& taken = jobs_[i];
      const auto status = kcall::stat(taken.name);
      const bool here = !is_stdin(taken.name) && status && kcall::is_regular(status->st_mode);
      if (here) work(taken);
      const kcall::lock_scope held{mutex_};
      taken.state = here ? job::finished : job::left_to_main;
      changed_.notify_one();
    }
  }

  job* const jobs_;
  const size_t count_;
  kcall::atomic<size_t> next_{0};
  kcall::mutex mutex_;
  kcall::condition changed_;
  unsigned threads_ = 0;
  /// Last, so that they have ended before anything else here goes.
  kcall::thread thread_[most_threads];
};

/// As sha256sum: where the name has a backslash or an end of line, both are escaped, and the line begins with a
/// backslash.
void print(kcall::writer& out, const job& done) {
  bool plain = true;
  for (const char* c = done.name; *c != '\0'; ++c) plain = plain && *c != '\\' && *c != '\n' && *c != '\r';
  if (!plain) static_cast<void>(out.put('\\'));
  for (const sha256::word word : done.sum) static_cast<void>(kcall::print(out, "{:08x}", word));
  static_cast<void>(out.write("  "));
  if (plain) {
    static_cast<void>(out.write(static_text(done.name)));
  } else {
    for (const char* c = done.name; *c != '\0'; ++c) {
      const char letter = *c == '\\' ? '\\' : *c == '\n' ? 'n' : *c == '\r' ? 'r' : '\0';
      if (letter != '\0') static_cast<void>(out.put('\\'));
      static_cast<void>(out.put(letter != '\0' ? letter : *c));
    }
  }
  static_cast<void>(out.put('\n'));
}

int run(job* jobs, size_t count, unsigned threads) {
  char storage[4096];
  kcall::writer out{kcall::stdout_fd, storage};
  int status = 0;
  // If that fails, so does the last time.
  const auto show = [&out] { static_cast<void>(out.flush()); };
  const auto complain = [&status, &show](const char* about, errc error) {
    show();
    kcall::report("checksum", about, error);
    status = 1;
  };
  // If it is closed, the first file that a thread opens has its number.
  result<int> has_stdin = 0;
  if (threads > 1) has_stdin = kcall::fcntl(kcall::stdin_fd, kcall::fcntl_command::getfd);
  pool workers(jobs, count, threads > 1 ? threads : 0);
  for (job* each = jobs; each != jobs + count; ++each) {
    if (is_stdin(each->name) && !has_stdin) {
      complain(each->name, has_stdin.error());
      continue;
    }
    workers.complete(*each, show);
    if (each->error != errc{}) {
      complain(each->name, each->error);
    } else {
      print(out, *each);
    }
  }
  if (const auto done = out.flush(); !done) complain("standard output", done.error());
  return status;
}

unsigned processors() {
  kcall::cpu_set mine;
  return kcall::sched_getaffinity(kcall::pid{0}, mine) ? mine.count() : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const size_t words = argc > 1 ? static_cast<size_t>(argc) : 1;
  const auto room = kcall::map_pages(words * sizeof(job));
  if (!room) {
    kcall::report("checksum", "memory", room.error());
    return 1;
  }
  // All zeroes: unfinished, without an error.
  job* const jobs = reinterpret_cast<job*>(room->data());
  size_t count = 0;
  unsigned threads = 0;
  for (kcall::options in{argc, argv, help}; const int option = in.next();) {
    switch (option) {
      case kcall::options::operand:
        jobs[count++].name = in.value().c_str();
        break;
      case 'j':
        if (const auto number = kcall::parse<unsigned>(in.value()); number && *number != 0) {
          threads = *number;
          break;
        }
        kcall::report("checksum", in.value(), "no number of threads");
        return 1;
      case kcall::options::bad:
        kcall::report("checksum", in.name(), in.complaint());
        return 1;
      default:
        return kcall::write_all(kcall::stdout_fd, in.help()) ? 0 : 1;
    }
  }
  if (count == 0) jobs[count++].name = "-";
  if (count > 1 && threads == 0) threads = processors();
  if (threads > count) threads = static_cast<unsigned>(count);
  return run(jobs, count, threads < most_threads ? threads : most_threads);
}

KCALL_POINTER_ARITHMETIC_END
