// Typed requests of ioctl(2), by what they are about. The untyped ioctl() is in call/file.hpp.
#pragma once
#include <kcall/call/ioctl_block.hpp>
#include <kcall/call/ioctl_file.hpp>
#include <kcall/call/ioctl_loop.hpp>
#include <kcall/call/ioctl_terminal.hpp>
