// Terminals: attributes, size, and the requests of ioctl_tty(2). A program that opens ttys of its own wants all of
// this; the names of flags are those of termios(3), without a prefix as they have none there.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/ioctl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// c_iflag of termios: what becomes of input.
enum class input_flags : uint32_t {
  ignbrk = 0x1,
  brkint = 0x2,
  ignpar = 0x4,
  parmrk = 0x8,
  inpck = 0x10,
  istrip = 0x20,
  inlcr = 0x40,
  igncr = 0x80,
  icrnl = 0x100,
  iuclc = 0x200,
  ixon = 0x400,
  ixany = 0x800,
  ixoff = 0x1000,
  imaxbel = 0x2000,
  iutf8 = 0x4000,
};
void is_flags(input_flags);

/// c_oflag of termios: what becomes of output.
enum class output_flags : uint32_t {
  opost = 0x1,
  olcuc = 0x2,
  onlcr = 0x4,
  ocrnl = 0x8,
  onocr = 0x10,
  onlret = 0x20,
  ofill = 0x40,
  ofdel = 0x80,
  /// Tabs become spaces.
  xtabs = 0x1800,
};
void is_flags(output_flags);

/// c_cflag of termios: the line.
enum class control_flags : uint32_t {
  /// Mask of a speed: the number of one, or bother and c_ospeed says.
  cbaud = 0x100f,
  b9600 = 0xd,
  b38400 = 0xf,
  b115200 = 0x1002,
  bother = 0x1000,
  /// Mask of cs5 to cs8.
  csize = 0x30,
  cs5 = 0,
  cs6 = 0x10,
  cs7 = 0x20,
  cs8 = 0x30,
  cstopb = 0x40,
  cread = 0x80,
  parenb = 0x100,
  parodd = 0x200,
  hupcl = 0x400,
  clocal = 0x800,
  /// Mask of the speed of input, ibshift bits above cbaud's; zero: that of output.
  cibaud = 0x100f0000,
  cmspar = 0x40000000,
  crtscts = 0x80000000,
};
void is_flags(control_flags);

/// c_lflag of termios: the line discipline.
enum class local_flags : uint32_t {
  isig = 0x1,
  icanon = 0x2,
  xcase = 0x4,
  echo = 0x8,
  echoe = 0x10,
  echok = 0x20,
  echonl = 0x40,
  noflsh = 0x80,
  tostop = 0x100,
  echoctl = 0x200,
  echoprt = 0x400,
  echoke = 0x800,
  flusho = 0x1000,
  pendin = 0x4000,
  iexten = 0x8000,
  extproc = 0x10000,
};
void is_flags(local_flags);

/// Which of c_cc it is: attributes.c_cc[cc::vmin].
namespace cc {
inline constexpr unsigned vintr = 0, vquit = 1, verase = 2, vkill = 3, veof = 4, vtime = 5, vmin = 6, vswtc = 7,
                          vstart = 8, vstop = 9, vsusp = 10, veol = 11, vreprint = 12, vdiscard = 13, vwerase = 14,
                          vlnext = 15, veol2 = 16;
}  // namespace cc

/// A terminal's attributes, as the kernel has them: the C library's are larger.
struct termios {
  input_flags c_iflag;
  output_flags c_oflag;
  control_flags c_cflag;
  local_flags c_lflag;
  unsigned char c_line;
  unsigned char c_cc[19];
};
static_assert(sizeof(termios) == 36);

/// The same with speeds, in bits per second.
struct termios2 {
  input_flags c_iflag;
  output_flags c_oflag;
  control_flags c_cflag;
  local_flags c_lflag;
  unsigned char c_line;
  unsigned char c_cc[19];
  uint32_t c_ispeed;
  uint32_t c_ospeed;
};
static_assert(sizeof(termios2) == 44);

/// A terminal's size.
struct winsize {
  /// In characters.
  uint16_t ws_row;
  uint16_t ws_col;
  /// Unused, or in pixels.
  uint16_t ws_xpixel;
  uint16_t ws_ypixel;
};
static_assert(sizeof(winsize) == 8);

/// Which queue ioctl_tcflsh empties: what was received and not read, what was written and not sent (TC*FLUSH).
enum class flush_queue : uint32_t { input = 0, output = 1, both = 2 };

/// Requests of ioctl_tty(2), for the untyped ioctl() too.
namespace tty_request {
inline constexpr uint32_t tcgets = 0x5401, tcsets = 0x5402, tcsetsw = 0x5403, tcsetsf = 0x5404, tcsbrk = 0x5409,
                          tcflsh = 0x540b, tiocsctty = 0x540e, tiocgpgrp = 0x540f, tiocspgrp = 0x5410,
                          tiocoutq = 0x5411, tiocgwinsz = 0x5413, tiocswinsz = 0x5414, fionread = 0x541b,
                          tiocnotty = 0x5422, tiocgsid = 0x5429, tcgets2 = ior<termios2>('T', 0x2a),
                          tcsets2 = iow<termios2>('T', 0x2b), tcsetsw2 = iow<termios2>('T', 0x2c),
                          tcsetsf2 = iow<termios2>('T', 0x2d), tiocgptn = ior<uint32_t>('T', 0x30),
                          tiocsptlck = iow<int32_t>('T', 0x31), tiocgptpeer = io('T', 0x41);
}  // namespace tty_request

}  // namespace kcall::inline KCALL_ABI_TAG
