// Terminals: the kernel's attributes, which are not the C library's.
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/termios.h>

#include <kcall/types/terminal.hpp>

#include "same.hpp"

SAME_SIZE(kcall::winsize, ::winsize);
SAME_FIELD(kcall::winsize, ws_row, ::winsize, ws_row);
SAME_FIELD(kcall::winsize, ws_col, ::winsize, ws_col);
SAME_FIELD(kcall::winsize, ws_xpixel, ::winsize, ws_xpixel);
SAME_FIELD(kcall::winsize, ws_ypixel, ::winsize, ws_ypixel);
SAME_SIZE(kcall::termios, ::termios);
SAME_FIELD(kcall::termios, c_iflag, ::termios, c_iflag);
SAME_FIELD(kcall::termios, c_oflag, ::termios, c_oflag);
SAME_FIELD(kcall::termios, c_cflag, ::termios, c_cflag);
SAME_FIELD(kcall::termios, c_lflag, ::termios, c_lflag);
SAME_FIELD(kcall::termios, c_line, ::termios, c_line);
SAME_FIELD(kcall::termios, c_cc, ::termios, c_cc);
SAME_SIZE(kcall::termios2, ::termios2);
SAME_FIELD(kcall::termios2, c_iflag, ::termios2, c_iflag);
SAME_FIELD(kcall::termios2, c_oflag, ::termios2, c_oflag);
SAME_FIELD(kcall::termios2, c_cflag, ::termios2, c_cflag);
SAME_FIELD(kcall::termios2, c_lflag, ::termios2, c_lflag);
SAME_FIELD(kcall::termios2, c_line, ::termios2, c_line);
SAME_FIELD(kcall::termios2, c_cc, ::termios2, c_cc);
SAME_FIELD(kcall::termios2, c_ispeed, ::termios2, c_ispeed);
SAME_FIELD(kcall::termios2, c_ospeed, ::termios2, c_ospeed);

SAME_VALUE(kcall::input_flags::ignbrk, IGNBRK);
SAME_VALUE(kcall::input_flags::brkint, BRKINT);
SAME_VALUE(kcall::input_flags::ignpar, IGNPAR);
SAME_VALUE(kcall::input_flags::parmrk, PARMRK);
SAME_VALUE(kcall::input_flags::inpck, INPCK);
SAME_VALUE(kcall::input_flags::istrip, ISTRIP);
SAME_VALUE(kcall::input_flags::inlcr, INLCR);
SAME_VALUE(kcall::input_flags::igncr, IGNCR);
SAME_VALUE(kcall::input_flags::icrnl, ICRNL);
SAME_VALUE(kcall::input_flags::iuclc, IUCLC);
SAME_VALUE(kcall::input_flags::ixon, IXON);
SAME_VALUE(kcall::input_flags::ixany, IXANY);
SAME_VALUE(kcall::input_flags::ixoff, IXOFF);
SAME_VALUE(kcall::input_flags::imaxbel, IMAXBEL);
SAME_VALUE(kcall::input_flags::iutf8, IUTF8);

SAME_VALUE(kcall::output_flags::opost, OPOST);
SAME_VALUE(kcall::output_flags::olcuc, OLCUC);
SAME_VALUE(kcall::output_flags::onlcr, ONLCR);
SAME_VALUE(kcall::output_flags::ocrnl, OCRNL);
SAME_VALUE(kcall::output_flags::onocr, ONOCR);
SAME_VALUE(kcall::output_flags::onlret, ONLRET);
SAME_VALUE(kcall::output_flags::ofill, OFILL);
SAME_VALUE(kcall::output_flags::ofdel, OFDEL);
SAME_VALUE(kcall::output_flags::xtabs, XTABS);

SAME_VALUE(kcall::control_flags::cbaud, CBAUD);
SAME_VALUE(kcall::control_flags::b9600, B9600);
SAME_VALUE(kcall::control_flags::b38400, B38400);
SAME_VALUE(kcall::control_flags::b115200, B115200);
SAME_VALUE(kcall::control_flags::bother, BOTHER);
SAME_VALUE(kcall::control_flags::csize, CSIZE);
SAME_VALUE(kcall::control_flags::cs5, CS5);
SAME_VALUE(kcall::control_flags::cs6, CS6);
SAME_VALUE(kcall::control_flags::cs7, CS7);
SAME_VALUE(kcall::control_flags::cs8, CS8);
SAME_VALUE(kcall::control_flags::cstopb, CSTOPB);
SAME_VALUE(kcall::control_flags::cread, CREAD);
SAME_VALUE(kcall::control_flags::parenb, PARENB);
SAME_VALUE(kcall::control_flags::parodd, PARODD);
SAME_VALUE(kcall::control_flags::hupcl, HUPCL);
SAME_VALUE(kcall::control_flags::clocal, CLOCAL);
SAME_VALUE(kcall::control_flags::cibaud, CIBAUD);
SAME_VALUE(kcall::control_flags::cmspar, CMSPAR);
SAME_VALUE(kcall::control_flags::crtscts, CRTSCTS);

SAME_VALUE(kcall::local_flags::isig, ISIG);
SAME_VALUE(kcall::local_flags::icanon, ICANON);
SAME_VALUE(kcall::local_flags::xcase, XCASE);
SAME_VALUE(kcall::local_flags::echo, ECHO);
SAME_VALUE(kcall::local_flags::echoe, ECHOE);
SAME_VALUE(kcall::local_flags::echok, ECHOK);
SAME_VALUE(kcall::local_flags::echonl, ECHONL);
SAME_VALUE(kcall::local_flags::noflsh, NOFLSH);
SAME_VALUE(kcall::local_flags::tostop, TOSTOP);
SAME_VALUE(kcall::local_flags::echoctl, ECHOCTL);
SAME_VALUE(kcall::local_flags::echoprt, ECHOPRT);
SAME_VALUE(kcall::local_flags::echoke, ECHOKE);
SAME_VALUE(kcall::local_flags::flusho, FLUSHO);
SAME_VALUE(kcall::local_flags::pendin, PENDIN);
SAME_VALUE(kcall::local_flags::iexten, IEXTEN);
SAME_VALUE(kcall::local_flags::extproc, EXTPROC);

SAME_VALUE(kcall::cc::vintr, VINTR);
SAME_VALUE(kcall::cc::vquit, VQUIT);
SAME_VALUE(kcall::cc::verase, VERASE);
SAME_VALUE(kcall::cc::vkill, VKILL);
SAME_VALUE(kcall::cc::veof, VEOF);
SAME_VALUE(kcall::cc::vtime, VTIME);
SAME_VALUE(kcall::cc::vmin, VMIN);
SAME_VALUE(kcall::cc::vswtc, VSWTC);
SAME_VALUE(kcall::cc::vstart, VSTART);
SAME_VALUE(kcall::cc::vstop, VSTOP);
SAME_VALUE(kcall::cc::vsusp, VSUSP);
SAME_VALUE(kcall::cc::veol, VEOL);
SAME_VALUE(kcall::cc::vreprint, VREPRINT);
SAME_VALUE(kcall::cc::vdiscard, VDISCARD);
SAME_VALUE(kcall::cc::vwerase, VWERASE);
SAME_VALUE(kcall::cc::vlnext, VLNEXT);
SAME_VALUE(kcall::cc::veol2, VEOL2);
static_assert(sizeof(kcall::termios::c_cc) == NCCS);

SAME_VALUE(kcall::flush_queue::input, TCIFLUSH);
SAME_VALUE(kcall::flush_queue::output, TCOFLUSH);
SAME_VALUE(kcall::flush_queue::both, TCIOFLUSH);

SAME_VALUE(kcall::tty_request::tcgets, TCGETS);
SAME_VALUE(kcall::tty_request::tcsets, TCSETS);
SAME_VALUE(kcall::tty_request::tcsetsw, TCSETSW);
SAME_VALUE(kcall::tty_request::tcsetsf, TCSETSF);
SAME_VALUE(kcall::tty_request::tcsbrk, TCSBRK);
SAME_VALUE(kcall::tty_request::tcflsh, TCFLSH);
SAME_VALUE(kcall::tty_request::tiocsctty, TIOCSCTTY);
SAME_VALUE(kcall::tty_request::tiocgpgrp, TIOCGPGRP);
SAME_VALUE(kcall::tty_request::tiocspgrp, TIOCSPGRP);
SAME_VALUE(kcall::tty_request::tiocoutq, TIOCOUTQ);
SAME_VALUE(kcall::tty_request::tiocgwinsz, TIOCGWINSZ);
SAME_VALUE(kcall::tty_request::tiocswinsz, TIOCSWINSZ);
SAME_VALUE(kcall::tty_request::fionread, FIONREAD);
SAME_VALUE(kcall::tty_request::tiocnotty, TIOCNOTTY);
SAME_VALUE(kcall::tty_request::tiocgsid, TIOCGSID);
SAME_VALUE(kcall::tty_request::tcgets2, TCGETS2);
SAME_VALUE(kcall::tty_request::tcsets2, TCSETS2);
SAME_VALUE(kcall::tty_request::tcsetsw2, TCSETSW2);
SAME_VALUE(kcall::tty_request::tcsetsf2, TCSETSF2);
SAME_VALUE(kcall::tty_request::tiocgptn, TIOCGPTN);
SAME_VALUE(kcall::tty_request::tiocsptlck, TIOCSPTLCK);
SAME_VALUE(kcall::tty_request::tiocgptpeer, TIOCGPTPEER);
