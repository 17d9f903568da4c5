// Every wrapper whose answer is one word, taken out of line. The number at the end of a line is how many instructions
// hand-written assembly takes: the number's mov, syscall and ret, one more from four arguments on (the fourth travels in
// r10, and functions get theirs in rcx), and what the reason after the number says. run.py counts what compilers make.
//
// Not here, because the answer is wider than a word or the wrapper does more than call:
//   pipe, stat, uname, clock_gettime, … returning a structure: the kernel writes it in the caller's frame
//   clock_gettime and other calls through gate::vdso: they look the function up
//   faccessat with flags, fchmodat with flags: faccessat2 and fchmodat2 with a fallback
//   getpriority: the kernel's answer is 20 - nice
//   rt_sigaction: copies the action, to fill in the restorer
//   ppoll: copies the timeout, which the kernel would overwrite
//   vfork: keeps its return address where the child cannot overwrite it
//   getcpu: takes one structure apart into two pointers
#include <kcall/kcall.hpp>

namespace out {

using namespace kcall;

result<size_t> write(fd f, const void* p, size_t n) { return kcall::write(f, p, n); }  // 3
result<size_t> read(fd f, void* p, size_t n) { return kcall::read(f, p, n); }  // 3
result<fd> open(path p, open_flags o, mode m) { return kcall::open(p, o, m); }  // 3
result<fd> openat(fd d, path p, open_flags o, mode m) { return kcall::openat(d, p, o, m); }  // 4
result<fd> creat(path p, mode m) { return kcall::creat(p, m); }  // 3
result<void> close(fd f) { return kcall::close(f); }  // 3
result<int64_t> lseek(fd f, int64_t offset, seek whence) { return kcall::lseek(f, offset, whence); }  // 3
result<size_t> pread(fd f, void* p, size_t n, int64_t offset) { return kcall::pread(f, p, n, offset); }  // 4
result<size_t> pwrite(fd f, const void* p, size_t n, int64_t offset) { return kcall::pwrite(f, p, n, offset); }  // 4
result<size_t> readv(fd f, const iovec* p, size_t n) { return kcall::readv(f, p, n); }  // 3
result<size_t> writev(fd f, const iovec* p, size_t n) { return kcall::writev(f, p, n); }  // 3
result<fd> dup(fd f) { return kcall::dup(f); }  // 3
result<fd> dup2(fd f, fd copy) { return kcall::dup2(f, copy); }  // 3
result<fd> dup3(fd f, fd copy, open_flags o) { return kcall::dup3(f, copy, o); }  // 3
result<void> pipe(pipe_ends& ends) { return kcall::pipe(ends); }  // 3
result<void> pipe2(pipe_ends& ends, open_flags o) { return kcall::pipe2(ends, o); }  // 3
result<void> fsync(fd f) { return kcall::fsync(f); }  // 3
result<void> fdatasync(fd f) { return kcall::fdatasync(f); }  // 3
result<int> ioctl(fd f, uint32_t request, void* p) { return kcall::ioctl(f, request, p); }  // 3
result<int> fcntl(fd f, fcntl_command command, long argument) { return kcall::fcntl(f, command, argument); }  // 3
result<int> fcntl_plain(fd f, fcntl_command command) { return kcall::fcntl(f, command); }  // 3
result<void> ftruncate(fd f, int64_t size) { return kcall::ftruncate(f, size); }  // 3
result<void> truncate(path p, int64_t size) { return kcall::truncate(p, size); }  // 3
result<size_t> sendfile(fd o, fd i, int64_t* offset, size_t n) { return kcall::sendfile(o, i, offset, n); }  // 4
result<size_t> copy_file_range(fd i, int64_t* from, fd o, int64_t* to, size_t n) { return kcall::copy_file_range(i, from, o, to, n); }  // 5: flags 0

result<void> stat(path p, stat_t& s) { return kcall::stat(p, s); }  // 3
result<void> lstat(path p, stat_t& s) { return kcall::lstat(p, s); }  // 3
result<void> fstat(fd f, stat_t& s) { return kcall::fstat(f, s); }  // 3
result<void> statx(fd d, path p, at_flags o, statx_mask m, statx_t& s) { return kcall::statx(d, p, o, m, s); }  // 4
result<void> access(path p, access_mode m) { return kcall::access(p, m); }  // 3
result<void> faccessat(fd d, path p, access_mode m) { return kcall::faccessat(d, p, m); }  // 3
result<size_t> getdents64(fd f, void* p, size_t n) { return kcall::getdents64(f, p, n); }  // 3
result<void> mkdir(path p, mode m) { return kcall::mkdir(p, m); }  // 3
result<void> rmdir(path p) { return kcall::rmdir(p); }  // 3
result<void> unlink(path p) { return kcall::unlink(p); }  // 3
result<void> unlinkat(fd d, path p, at_flags o) { return kcall::unlinkat(d, p, o); }  // 3
result<void> rename(path p, path q) { return kcall::rename(p, q); }  // 3
result<void> renameat2(fd d, path p, fd e, path q, rename_flags o) { return kcall::renameat2(d, p, e, q, o); }  // 4
result<void> link(path p, path q) { return kcall::link(p, q); }  // 3
result<void> symlink(path p, path q) { return kcall::symlink(p, q); }  // 3
result<size_t> readlink(path p, char* q, size_t n) { return kcall::readlink(p, q, n); }  // 3
result<void> chmod(path p, mode m) { return kcall::chmod(p, m); }  // 3
result<void> fchmod(fd f, mode m) { return kcall::fchmod(f, m); }  // 3
result<void> chown(path p, uid u, gid g) { return kcall::chown(p, u, g); }  // 3
result<void> fchown(fd f, uid u, gid g) { return kcall::fchown(f, u, g); }  // 3
result<void> chdir(path p) { return kcall::chdir(p); }  // 3
result<void> fchdir(fd f) { return kcall::fchdir(f); }  // 3
result<size_t> getcwd(char* p, size_t n) { return kcall::getcwd(p, n); }  // 3

result<void*> mmap(void* p, size_t n, prot r, map_flags o, fd f, int64_t offset) { return kcall::mmap(p, n, r, o, f, offset); }  // 4
result<void> munmap(void* p, size_t n) { return kcall::munmap(p, n); }  // 3
result<void> mprotect(void* p, size_t n, prot r) { return kcall::mprotect(p, n, r); }  // 3
result<void*> mremap(void* p, size_t n, size_t m, mremap_flags o) { return kcall::mremap(p, n, m, o); }  // 4
result<void> madvise(void* p, size_t n, advice a) { return kcall::madvise(p, n, a); }  // 3
void* brk(void* p) { return kcall::brk(p); }  // 3

pid getpid() { return kcall::getpid(); }  // 3
pid getppid() { return kcall::getppid(); }  // 3
pid gettid() { return kcall::gettid(); }  // 3
uid getuid() { return kcall::getuid(); }  // 3
uid geteuid() { return kcall::geteuid(); }  // 3
gid getgid() { return kcall::getgid(); }  // 3
gid getegid() { return kcall::getegid(); }  // 3
result<pid> fork() { return kcall::fork(); }  // 3
result<void> execve(path p, const char* const* a, const char* const* e) { return kcall::execve(p, a, e); }  // 3
result<void> execveat(fd d, path p, const char* const* a, const char* const* e, at_flags o) { return kcall::execveat(d, p, a, e, o); }  // 4
result<pid> wait4(pid p, wait_status& s, wait_flags o) { return kcall::wait4(p, s, o); }  // 4: no rusage
result<pid> wait4_usage(pid p, wait_status& s, wait_flags o, rusage_t& u) { return kcall::wait4(p, s, o, u); }  // 4
result<void> waitid(idtype t, wait_id i, siginfo_t& s, wait_flags o) { return kcall::waitid(t, i, s, o); }  // 5: no rusage
[[noreturn]] void exit(int status) { kcall::exit(status); }  // 3
[[noreturn]] void exit_group(int status) { kcall::exit_group(status); }  // 3

result<void> kill(pid p, signal s) { return kcall::kill(p, s); }  // 3
result<void> tgkill(pid g, pid t, signal s) { return kcall::tgkill(g, t, s); }  // 3
result<void> rt_sigprocmask(sig_how h, const sigset* set, sigset* old) { return kcall::rt_sigprocmask(h, set, old); }  // 4: the set's size

result<void> nanosleep(const timespec& t, timespec& rest) { return kcall::nanosleep<gate::syscall>(t, rest); }  // 3
result<void> clock_gettime(clock c, timespec& t) { return kcall::clock_gettime<gate::syscall>(c, t); }  // 3
result<void> clock_getres(clock c, timespec& t) { return kcall::clock_getres<gate::syscall>(c, t); }  // 3
result<void> gettimeofday(timeval& t) { return kcall::gettimeofday<gate::syscall>(t); }  // 4: no time zone
int64_t time() { return kcall::time<gate::syscall>(); }  // 4: no pointer
result<size_t> getrandom(void* p, size_t n, getrandom_flags o) { return kcall::getrandom<gate::syscall>(p, n, o); }  // 3
result<void> uname(utsname& names) { return kcall::uname(names); }  // 3
result<void> sched_yield() { return kcall::sched_yield(); }  // 3

result<int> poll(pollfd* p, unsigned n, int timeout) { return kcall::poll(p, n, timeout); }  // 3
result<long> futex(futex_word w, futex_op o, uint32_t v, const timespec* t, futex_word x, uint32_t y) { return kcall::futex(w, o, v, t, x, y); }  // 4
result<long> futex_short(futex_word w, futex_op o, uint32_t v, const timespec* t) { return kcall::futex(w, o, v, t); }  // 6: no second word, no third value
result<void> futex_wait(futex_word w, uint32_t v, const timespec* t) { return kcall::futex_wait(w, v, t); }  // 7: the operation comes second and moves two others, one of them twice: compilers set r10 last
result<int> futex_wake(futex_word w, int n) { return kcall::futex_wake(w, n); }  // 5: the operation comes second and moves the count

result<fd> socket(address_family a, sock_flags t, protocol p) { return kcall::socket(a, t, p); }  // 3
result<void> bind(fd f, const void* a, uint32_t n) { return kcall::bind(f, a, n); }  // 3
result<void> bind_any(fd f, const_address a) { return kcall::bind(f, a); }  // 3
result<void> connect(fd f, const void* a, uint32_t n) { return kcall::connect(f, a, n); }  // 3
result<void> listen(fd f, int n) { return kcall::listen(f, n); }  // 3
result<fd> accept4(fd f, void* a, uint32_t* n, sock_flags o) { return kcall::accept4(f, a, n, o); }  // 4
result<fd> accept(fd f, void* a, uint32_t* n) { return kcall::accept(f, a, n); }  // 3
result<size_t> sendto(fd f, const void* p, size_t n, msg_flags o, const_address a) { return kcall::sendto(f, p, n, o, a); }  // 4
result<size_t> recvfrom(fd f, void* p, size_t n, msg_flags o, void* a, uint32_t* l) { return kcall::recvfrom(f, p, n, o, a, l); }  // 4
result<void> shutdown(fd f, shutdown_how h) { return kcall::shutdown(f, h); }  // 3
result<void> setsockopt(fd f, sockopt_level l, int o, const void* p, uint32_t n) { return kcall::setsockopt(f, l, o, p, n); }  // 4
result<void> getsockopt(fd f, sockopt_level l, int o, void* p, uint32_t* n) { return kcall::getsockopt(f, l, o, p, n); }  // 4

}  // namespace out
