// Clocks and timers.
#pragma once
#include <kcall/call/clock_adjust.hpp>
#include <kcall/call/clock_set.hpp>
#include <kcall/call/itimer.hpp>
#include <kcall/call/time.hpp>
#include <kcall/call/timer.hpp>
#include <kcall/call/timerfd.hpp>
