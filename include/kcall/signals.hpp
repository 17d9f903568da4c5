// Signals: sending, catching, waiting for them.
#pragma once
#include <kcall/call/signal.hpp>
#include <kcall/call/signal_queue.hpp>
#include <kcall/call/signal_stack.hpp>
#include <kcall/call/signal_wait.hpp>
#include <kcall/call/signalfd.hpp>
