// kcall: the Linux kernel, called directly. Everything but the opt-in headers.
//
//   kcall::write(kcall::stdout_fd, "hello\n").value();                // traps where there is an error
//   auto file = kcall::open("/etc/hostname", kcall::open_flags::rdonly);
//   if (!file) return file.error() == kcall::errc::enoent ? 2 : 1;
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/file.hpp>
#include <kcall/call/filesystem.hpp>
#include <kcall/call/futex.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/poll.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/random.hpp>
#include <kcall/call/signal.hpp>
#include <kcall/call/socket.hpp>
#include <kcall/call/system.hpp>
#include <kcall/call/time.hpp>
