// Opening, reading, writing and moving about in files. How to read this: run.py.
//
// Not here:
//   call, enter: what the others are made of
#include <kcall/call/file.hpp>
#include <kcall/call/offset.hpp>
#include <kcall/call/open_how.hpp>
#include <kcall/call/positioned.hpp>
#include <kcall/call/splice.hpp>
#include <kcall/call/vectored.hpp>

namespace out {

using namespace kcall;

result<fd> openat(fd a, path b, open_flags c, mode d) { return kcall::openat(a, b, c, d); }  // 4
result<fd> open(path a, open_flags b, mode c) { return kcall::open(a, b, c); }  // 3
result<fd> creat(path a, mode b) { return kcall::creat(a, b); }  // 3
result<void> close(fd a) { return kcall::close(a); }  // 3
result<size_t> read(fd a, void* b, size_t c) { return kcall::read(a, b, c); }  // 3
result<size_t> read_2(fd a, mutable_buffer b) { return kcall::read(a, b); }  // 3
result<size_t> write(fd a, const void* b, size_t c) { return kcall::write(a, b, c); }  // 3
result<size_t> write_2(fd a, const_buffer b) { return kcall::write(a, b); }  // 3
result<void> fsync(fd a) { return kcall::fsync(a); }  // 3
result<void> fdatasync(fd a) { return kcall::fdatasync(a); }  // 3
result<fd> dup(fd a) { return kcall::dup(a); }  // 3
result<fd> dup3(fd a, fd b, open_flags c) { return kcall::dup3(a, b, c); }  // 3
result<fd> dup2(fd a, fd b) { return kcall::dup2(a, b); }  // 3
result<void> pipe2(pipe_ends& a, open_flags b) { return kcall::pipe2(a, b); }  // 3
result<void> pipe(pipe_ends& a) { return kcall::pipe(a); }  // 3
result<int> ioctl(fd a, uint32_t b) { return kcall::ioctl(a, b); }  // 3
result<int> ioctl_pointer(fd a, uint32_t b, void* c) { return kcall::ioctl(a, b, c); }  // 3

result<fd> openat2(fd a, path b, const open_how& c) { return kcall::openat2(a, b, c); }  // 4: one constant
result<void> close_range(fd a, fd b, close_range_flags c) { return kcall::close_range(a, b, c); }  // 3

result<int64_t> lseek(fd a, int64_t b, seek c) { return kcall::lseek(a, b, c); }  // 3
result<size_t> pread(fd a, void* b, size_t c, int64_t d) { return kcall::pread(a, b, c, d); }  // 4
result<size_t> pread_2(fd a, mutable_buffer b, int64_t c) { return kcall::pread(a, b, c); }  // 4: the fourth word moves
result<size_t> pwrite(fd a, const void* b, size_t c, int64_t d) { return kcall::pwrite(a, b, c, d); }  // 4
result<size_t> pwrite_2(fd a, const_buffer b, int64_t c) { return kcall::pwrite(a, b, c); }  // 4: the fourth word moves
result<void> truncate(path a, int64_t b) { return kcall::truncate(a, b); }  // 3
result<void> ftruncate(fd a, int64_t b) { return kcall::ftruncate(a, b); }  // 3
result<size_t> sendfile(fd a, fd b, int64_t* c, size_t d) { return kcall::sendfile(a, b, c, d); }  // 4
result<size_t> copy_file_range(fd a, int64_t* b, fd c, int64_t* d, size_t e, uint32_t f) { return kcall::copy_file_range(a, b, c, d, e, f); }  // 4

result<size_t> preadv(fd a, const iovec* b, size_t c, int64_t d) { return kcall::preadv(a, b, c, d); }  // 4
result<size_t> pwritev(fd a, const iovec* b, size_t c, int64_t d) { return kcall::pwritev(a, b, c, d); }  // 4
result<size_t> preadv2(fd a, const iovec* b, size_t c, int64_t d, rwf e) { return kcall::preadv2(a, b, c, d, e); }  // 6: a zero, one argument moves
result<size_t> pwritev2(fd a, const iovec* b, size_t c, int64_t d, rwf e) { return kcall::pwritev2(a, b, c, d, e); }  // 6: a zero, one argument moves

result<size_t> readv(fd a, const iovec* b, size_t c) { return kcall::readv(a, b, c); }  // 3
result<size_t> writev(fd a, const iovec* b, size_t c) { return kcall::writev(a, b, c); }  // 3

result<size_t> splice(fd a, int64_t* b, fd c, int64_t* d, size_t e, splice_flags f) { return kcall::splice(a, b, c, d, e, f); }  // 4
result<size_t> tee(fd a, fd b, size_t c, splice_flags d) { return kcall::tee(a, b, c, d); }  // 4
result<size_t> vmsplice(fd a, const iovec* b, size_t c, splice_flags d) { return kcall::vmsplice(a, b, c, d); }  // 4

}  // namespace out
