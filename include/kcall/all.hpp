// Every system call. It costs more to include than most programs want to pay: kcall.hpp has what is common, and the
// headers below have a subject each.
#pragma once
#include <kcall/administration.hpp>
#include <kcall/events.hpp>
#include <kcall/files.hpp>
#include <kcall/ipc.hpp>
#include <kcall/kcall.hpp>
#include <kcall/machine.hpp>
#include <kcall/mappings.hpp>
#include <kcall/processes.hpp>
#include <kcall/security.hpp>
#include <kcall/signals.hpp>
#include <kcall/sockets.hpp>
#include <kcall/times.hpp>
#include <kcall/tracing.hpp>
