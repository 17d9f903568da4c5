// Looking into other programs, and into the kernel.
#pragma once
#include <kcall/call/bpf.hpp>
#include <kcall/call/perf_event.hpp>
#include <kcall/call/process_memory.hpp>
#include <kcall/call/ptrace.hpp>
#include <kcall/call/ptrace_state.hpp>
