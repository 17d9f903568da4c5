// ioctl. How to read this: run.py.
//
// Not here:
//   ioctl_blkgetsize64, ioctl_blksszget, ioctl_blkpbszget, ioctl_blkbszget, ioctl_blkiomin, ioctl_blkioopt,
//     ioctl_blkroget, ioctl_getflags, ioctl_figetbsz, ioctl_fionread, ioctl_tiocoutq, ioctl_tiocgpgrp,
//     ioctl_tiocgsid, ioctl_tiocgptn: the kernel writes the answer in the frame
//   ioctl_blkbszset, ioctl_blkroset, ioctl_setflags, ioctl_tiocspgrp, ioctl_tiocsptlck: the kernel reads the value
//     from memory
#include <kcall/call/ioctl_block.hpp>
#include <kcall/call/ioctl_file.hpp>
#include <kcall/call/ioctl_loop.hpp>
#include <kcall/call/ioctl_terminal.hpp>

namespace out {

using namespace kcall;

result<void> ioctl_blkalignoff(fd a, int& b) { return kcall::ioctl_blkalignoff(a, b); }  // 5: the request, one argument moves
result<void> ioctl_blkflsbuf(fd a) { return kcall::ioctl_blkflsbuf(a); }  // 5: the request, a zero
result<void> ioctl_blkrrpart(fd a) { return kcall::ioctl_blkrrpart(a); }  // 5: the request, a zero
result<void> ioctl_blkdiscard(fd a, const block_range& b) { return kcall::ioctl_blkdiscard(a, b); }  // 5: the request, one argument moves
result<void> ioctl_blkzeroout(fd a, const block_range& b) { return kcall::ioctl_blkzeroout(a, b); }  // 5: the request, one argument moves

result<void> ioctl_ficlone(fd a, fd b) { return kcall::ioctl_ficlone(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_ficlonerange(fd a, const file_clone_range& b) { return kcall::ioctl_ficlonerange(a, b); }  // 5: the request, one argument moves
result<void> ioctl_fideduperange(fd a, file_dedupe_range* b) { return kcall::ioctl_fideduperange(a, b); }  // 5: the request, one argument moves

result<void> ioctl_loop_set_fd(fd a, fd b) { return kcall::ioctl_loop_set_fd(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_loop_configure(fd a, const loop_config& b) { return kcall::ioctl_loop_configure(a, b); }  // 5: the request, one argument moves
result<void> ioctl_loop_clr_fd(fd a) { return kcall::ioctl_loop_clr_fd(a); }  // 5: the request, a zero
result<void> ioctl_loop_change_fd(fd a, fd b) { return kcall::ioctl_loop_change_fd(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_loop_get_status64(fd a, loop_info64& b) { return kcall::ioctl_loop_get_status64(a, b); }  // 5: the request, one argument moves
result<void> ioctl_loop_set_status64(fd a, const loop_info64& b) { return kcall::ioctl_loop_set_status64(a, b); }  // 5: the request, one argument moves
result<void> ioctl_loop_set_capacity(fd a) { return kcall::ioctl_loop_set_capacity(a); }  // 5: the request, a zero
result<void> ioctl_loop_set_direct_io(fd a, bool b) { return kcall::ioctl_loop_set_direct_io(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_loop_set_block_size(fd a, uint32_t b) { return kcall::ioctl_loop_set_block_size(a, b); }  // 5: the request, one argument moves
result<int> ioctl_loop_ctl_get_free(fd a) { return kcall::ioctl_loop_ctl_get_free(a); }  // 4: the request
result<int> ioctl_loop_ctl_add(fd a, int b) { return kcall::ioctl_loop_ctl_add(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_loop_ctl_remove(fd a, int b) { return kcall::ioctl_loop_ctl_remove(a, b); }  // 5: the request, one argument is widened

result<void> ioctl_tiocgwinsz(fd a, winsize& b) { return kcall::ioctl_tiocgwinsz(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tiocswinsz(fd a, const winsize& b) { return kcall::ioctl_tiocswinsz(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcgets(fd a, termios& b) { return kcall::ioctl_tcgets(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsets(fd a, const termios& b) { return kcall::ioctl_tcsets(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsetsw(fd a, const termios& b) { return kcall::ioctl_tcsetsw(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsetsf(fd a, const termios& b) { return kcall::ioctl_tcsetsf(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcgets2(fd a, termios2& b) { return kcall::ioctl_tcgets2(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsets2(fd a, const termios2& b) { return kcall::ioctl_tcsets2(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsetsw2(fd a, const termios2& b) { return kcall::ioctl_tcsetsw2(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsetsf2(fd a, const termios2& b) { return kcall::ioctl_tcsetsf2(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tcsbrk(fd a, int b) { return kcall::ioctl_tcsbrk(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_tcflsh(fd a, flush_queue b) { return kcall::ioctl_tcflsh(a, b); }  // 5: the request, one argument moves
result<void> ioctl_tiocsctty(fd a, bool b) { return kcall::ioctl_tiocsctty(a, b); }  // 5: the request, one argument is widened
result<void> ioctl_tiocnotty(fd a) { return kcall::ioctl_tiocnotty(a); }  // 4: the request
result<fd> ioctl_tiocgptpeer(fd a, open_flags b) { return kcall::ioctl_tiocgptpeer(a, b); }  // 5: the request, one argument moves

}  // namespace out
