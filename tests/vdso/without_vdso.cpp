// without_vdso PROGRAM [ARGUMENT…]: runs a 64-bit or 32-bit program (x86) that sees no vDSO, and ends as it does.
//
// The program is traced until it has been loaded and has not run an instruction. Then, from outside:
// - the entries AT_SYSINFO_EHDR and AT_SYSINFO of the auxiliary vector on its stack become AT_IGNORE;
// - so do they in the kernel's own copy of that vector, which prctl(PR_GET_AUXV) and /proc/PID/auxv show. Only the
//   process itself may change that, so it is made to call prctl(PR_SET_MM, …): PR_SET_MM_AUXV takes the new vector but
//   wants CAP_SYS_RESOURCE; PR_SET_MM_MAP wants no right, but all that the kernel remembers of the process's layout;
// - it is made to unmap the image, so that whoever calls into it by another way crashes.
// Calls are made by putting a system call instruction where the program begins, and what was there back afterwards.
// Programs that it executes in turn have a vDSO again.
//
// Exit status 77 where this may not be done here, 125 if it went wrong.
#include <fcntl.h>
#include <linux/prctl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <elf.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

[[noreturn]] void give_up(const char* what, int error) {
  std::fprintf(stderr, "without_vdso: %s: %s\n", what, std::strerror(error));
  std::exit(error == EPERM || error == EACCES || error == ENOSYS || error == EINVAL ? 77 : 125);
}
void must(bool done, const char* what) {
  if (!done) give_up(what, errno);
}

/// A call's number in 64-bit and in 32-bit code.
struct call_number {
  unsigned long long wide, narrow;
};
constexpr call_number call_munmap{11, 91};
constexpr call_number call_brk{12, 45};
constexpr call_number call_prctl{157, 172};

/// A process that stands at its first instruction.
class tracee {
 public:
  explicit tracee(pid_t id) : id_(id), memory_(open(file("mem").c_str(), O_RDWR | O_CLOEXEC)) {
    must(memory_ >= 0, "its memory");
    must(ptrace(PTRACE_GETREGS, id_, nullptr, &start_) == 0, "its registers");
    constexpr unsigned long long code_segment_of_32_bit = 0x23;
    wide_ = start_.cs != code_segment_of_32_bit;
    // The code's first page: the call goes where the program begins, and arguments where they do not meet it.
    page_ = start_.rip / page_size * page_size;
    arguments_ = start_.rip - page_ >= page_size / 2 ? page_ : page_ + page_size / 2;
    saved_.resize(page_size);
    read(page_, saved_.data(), page_size);
  }
  tracee(const tracee&) = delete;
  tracee& operator=(const tracee&) = delete;
  ~tracee() { close(memory_); }

  [[nodiscard]] std::string file(const char* name) const { return "/proc/" + std::to_string(id_) + "/" + name; }
  [[nodiscard]] unsigned long long stack() const { return start_.rsp; }
  [[nodiscard]] unsigned word_size() const { return wide_ ? 8 : 4; }

  void read(unsigned long long from, void* to, size_t size) const {
    must(pread(memory_, to, size, static_cast<off_t>(from)) == static_cast<ssize_t>(size), "reading its memory");
  }
  void write(unsigned long long to, const void* from, size_t size) const {
    must(pwrite(memory_, from, size, static_cast<off_t>(to)) == static_cast<ssize_t>(size), "writing its memory");
  }
  [[nodiscard]] unsigned long long word(unsigned long long at) const {
    unsigned long long value = 0;
    read(at, &value, word_size());
    return value;
  }
  /// Puts `size` bytes where the process can read them in its next call.
  unsigned long long lend(const void* data, size_t size) {
    write(arguments_, data, size);
    return arguments_;
  }

  /// Makes the process do a system call; its answer, or -errno.
  long long call(call_number number, unsigned long long a = 0, unsigned long long b = 0, unsigned long long c = 0,
                 unsigned long long d = 0) {
    const unsigned char instruction[2] = {static_cast<unsigned char>(wide_ ? 0x0f : 0xcd),
                                          static_cast<unsigned char>(wide_ ? 0x05 : 0x80)};
    write(start_.rip, instruction, sizeof instruction);
    user_regs_struct now = start_;
    // Not in a call: or the kernel might want to start one again.
    now.orig_rax = ~0ULL;
    now.rax = wide_ ? number.wide : number.narrow;
    (wide_ ? now.rdi : now.rbx) = a;
    (wide_ ? now.rsi : now.rcx) = b;
    now.rdx = c;
    (wide_ ? now.r10 : now.rsi) = d;
    (wide_ ? now.r8 : now.rdi) = 0;
    must(ptrace(PTRACE_SETREGS, id_, nullptr, &now) == 0, "setting its registers");
    must(ptrace(PTRACE_SINGLESTEP, id_, nullptr, nullptr) == 0, "stepping");
    int status = 0;
    must(waitpid(id_, &status, 0) == id_ && WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP, "a step");
    must(ptrace(PTRACE_GETREGS, id_, nullptr, &now) == 0, "its registers");
    return wide_ ? static_cast<long long>(now.rax) : static_cast<int>(now.rax);
  }

  /// Lets the process begin as if nothing had been.
  void let_go() {
    write(page_, saved_.data(), saved_.size());
    must(ptrace(PTRACE_SETREGS, id_, nullptr, &start_) == 0, "restoring its registers");
    must(ptrace(PTRACE_DETACH, id_, nullptr, nullptr) == 0, "letting it go");
  }

 private:
  static constexpr size_t page_size = 4096;
  pid_t id_;
  int memory_;
  bool wide_ = true;
  user_regs_struct start_{};
  unsigned long long page_ = 0, arguments_ = 0;
  std::vector<char> saved_;
};

struct range {
  unsigned long long start = 0, size = 0;
};

/// Hides the entries on the stack; returns where the vector lies.
range hide_on_stack(const tracee& program) {
  const unsigned size = program.word_size();
  // argc, the arguments and a null, the environment and a null.
  unsigned long long at = program.stack() + (program.word(program.stack()) + 2) * size;
  while (program.word(at) != 0) at += size;
  range vector{at + size, 0};
  for (at = vector.start;; at += 2 * size) {
    const unsigned long long type = program.word(at);
    const unsigned long long ignore = AT_IGNORE;
    if (type == AT_SYSINFO_EHDR || type == AT_SYSINFO) program.write(at, &ignore, size);
    if (type == AT_NULL) break;
  }
  vector.size = at + 2 * size - vector.start;
  return vector;
}

/// What the kernel remembers of the process: the fields of proc(5)'s stat, counted from 1 as there.
std::vector<unsigned long long> stat_of(const tracee& program) {
  std::stringstream text;
  text << std::ifstream(program.file("stat")).rdbuf();
  // The second field is the program's name in parentheses, in which anything may stand; the third is a letter.
  std::istringstream rest(text.str().substr(text.str().rfind(')') + 4));
  std::vector<unsigned long long> fields(4);
  for (std::string one; rest >> one;) fields.push_back(std::strtoull(one.c_str(), nullptr, 10));
  return fields;
}

/// Hides the entries in the kernel's copy of the vector.
void hide_in_kernel(tracee& program, range vector) {
  if (program.call(call_prctl, PR_SET_MM, PR_SET_MM_AUXV, vector.start, vector.size) == 0) return;
  const auto stat = stat_of(program);
  const auto end_of_heap = program.call(call_brk);
  prctl_mm_map map{};
  map.start_code = stat.at(26);
  map.end_code = stat.at(27);
  map.start_stack = stat.at(28);
  map.start_data = stat.at(45);
  map.end_data = stat.at(46);
  map.start_brk = stat.at(47);
  map.brk = static_cast<unsigned long long>(program.word_size() == 4 ? end_of_heap & 0xffffffff : end_of_heap);
  map.arg_start = stat.at(48);
  map.arg_end = stat.at(49);
  map.env_start = stat.at(50);
  map.env_end = stat.at(51);
  map.auxv = reinterpret_cast<__u64*>(vector.start);
  map.auxv_size = static_cast<__u32>(vector.size);
  map.exe_fd = static_cast<__u32>(-1);
  const auto place = program.lend(&map, sizeof map);
  const auto answer = program.call(call_prctl, PR_SET_MM, PR_SET_MM_MAP, place, sizeof map);
  if (answer != 0) give_up("prctl(PR_SET_MM)", static_cast<int>(-answer));
}

void unmap_image(tracee& program) {
  std::ifstream maps(program.file("maps"));
  for (std::string line; std::getline(maps, line);) {
    if (line.find("[vdso]") == std::string::npos) continue;
    const auto start = std::stoull(line, nullptr, 16);
    const auto end = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
    const auto answer = program.call(call_munmap, start, end - start);
    if (answer != 0) give_up("munmap of the vDSO", static_cast<int>(-answer));
  }
}

/// Ends as `status`, which waitpid(2) gave, says that the program did.
[[noreturn]] void end_like(int status) {
  if (WIFSIGNALED(status)) {
    std::signal(WTERMSIG(status), SIG_DFL);
    std::raise(WTERMSIG(status));
  }
  std::exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: without_vdso PROGRAM [ARGUMENT…]\n", stderr);
    return 125;
  }
  const pid_t child = fork();
  must(child >= 0, "fork");
  if (child == 0) {
    must(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0, "ptrace");
    execvp(argv[1], argv + 1);
    std::perror(argv[1]);
    _exit(127);
  }
  int status = 0;
  must(waitpid(child, &status, 0) == child, "waitpid");
  if (!WIFSTOPPED(status)) end_like(status);
  must(ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_EXITKILL) == 0, "ptrace options");
  {
    tracee program(child);
    hide_in_kernel(program, hide_on_stack(program));
    unmap_image(program);
    program.let_go();
  }
  must(waitpid(child, &status, 0) == child, "waitpid");
  end_like(status);
}
