// Confining programs, keys, security modules, randomness.
#pragma once
#include <kcall/call/keys.hpp>
#include <kcall/call/landlock.hpp>
#include <kcall/call/lsm.hpp>
#include <kcall/call/random.hpp>
#include <kcall/call/seccomp.hpp>
