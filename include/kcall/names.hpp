// Names and numbers of the system calls of every ABI, on any host:
//
//   kcall::name<kcall::abi::ia32>(5)              "open"
//   kcall::number<kcall::abi::aarch64>("openat")  kcall::abi::aarch64::nr::openat
//   kcall::calls<kcall::abi::x32>()               all of them, to iterate over
#pragma once
#include <kcall/names/aarch64.hpp>
#include <kcall/names/ia32.hpp>
#include <kcall/names/x32.hpp>
#include <kcall/names/x86_64.hpp>
