// The wrappers of by_hand.S as other libraries would return from them: compiled once with errno_style.hpp and once with
// std_expected.hpp included in front, which say what answer<T> is. They enter the kernel as kcall does.
namespace rival {

using std::size_t;

answer<size_t> read(int f, void* p, size_t n) { return call<size_t>(nr::read, f, p, n); }
answer<size_t> write(int f, const void* p, size_t n) { return call<size_t>(nr::write, f, p, n); }
answer<int> open(const char* p, int o, unsigned m) { return call<int>(nr::open, p, o, m); }
answer<int> openat(int d, const char* p, int o, unsigned m) { return call<int>(nr::openat, d, p, o, m); }
answer<void> close(int f) { return call<void>(nr::close, f); }
answer<long> lseek(int f, long offset, int whence) { return call<long>(nr::lseek, f, offset, whence); }
answer<size_t> pread(int f, void* p, size_t n, long offset) { return call<size_t>(nr::pread64, f, p, n, offset); }
answer<size_t> pwrite(int f, const void* p, size_t n, long offset) {
  return call<size_t>(nr::pwrite64, f, p, n, offset);
}
answer<size_t> readv(int f, const void* p, size_t n) { return call<size_t>(nr::readv, f, p, n); }
answer<size_t> writev(int f, const void* p, size_t n) { return call<size_t>(nr::writev, f, p, n); }
answer<int> dup2(int f, int copy) { return call<int>(nr::dup2, f, copy); }
answer<int> dup3(int f, int copy, int o) { return call<int>(nr::dup3, f, copy, o); }
answer<void> pipe2(int* ends, int o) { return call<void>(nr::pipe2, ends, o); }
answer<int> ioctl(int f, unsigned request, void* p) { return call<int>(nr::ioctl, f, request, p); }
answer<int> fcntl(int f, int command, long argument) { return call<int>(nr::fcntl, f, command, argument); }
answer<void> ftruncate(int f, long size) { return call<void>(nr::ftruncate, f, size); }
answer<void> fsync(int f) { return call<void>(nr::fsync, f); }
answer<size_t> copy_file_range(int i, long* from, int o, long* to, size_t n, unsigned flags) {
  return call<size_t>(nr::copy_file_range, i, from, o, to, n, flags);
}
answer<void> fstat(int f, void* s) { return call<void>(nr::fstat, f, s); }
answer<void> access(const char* p, int m) { return call<void>(nr::access, p, m); }
answer<void> mkdir(const char* p, unsigned m) { return call<void>(nr::mkdir, p, m); }
answer<void> unlink(const char* p) { return call<void>(nr::unlink, p); }
answer<void> rename(const char* p, const char* q) { return call<void>(nr::rename, p, q); }
answer<void*> mmap(void* p, size_t n, int r, int o, int f, long offset) {
  return call<void*>(nr::mmap, p, n, r, o, f, offset);
}
answer<void> munmap(void* p, size_t n) { return call<void>(nr::munmap, p, n); }
answer<void> mprotect(void* p, size_t n, int r) { return call<void>(nr::mprotect, p, n, r); }
// Cannot fail, so that nobody tests its answer.
int getpid() { return static_cast<int>(enter(nr::getpid)); }
answer<void> execve(const char* p, const char* const* a, const char* const* e) {
  return call<void>(nr::execve, p, a, e);
}
answer<int> wait4(int p, int* s, int o) { return call<int>(nr::wait4, p, s, o, nullptr); }
answer<void> kill(int p, int s) { return call<void>(nr::kill, p, s); }
answer<void> nanosleep(const void* t, void* rest) { return call<void>(nr::nanosleep, t, rest); }
answer<void> clock_gettime(int c, void* t) { return call<void>(nr::clock_gettime, c, t); }
answer<int> poll(void* p, unsigned n, int timeout) { return call<int>(nr::poll, p, n, timeout); }
answer<void> futex_wait_private(unsigned* w, unsigned v, const void* t) { return call<void>(nr::futex, w, 128, v, t); }
answer<int> socket(int a, int t, int p) { return call<int>(nr::socket, a, t, p); }
answer<void> setsockopt(int f, int l, int o, const void* p, unsigned n) {
  return call<void>(nr::setsockopt, f, l, o, p, n);
}

}  // namespace rival
