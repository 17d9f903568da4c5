// The processor's own calls, of x86 only.
#pragma once
#include <kcall/call/arch_prctl.hpp>
#include <kcall/call/io_ports.hpp>
#include <kcall/call/user_desc.hpp>
#include <kcall/call/vm86.hpp>
