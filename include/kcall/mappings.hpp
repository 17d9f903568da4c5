// Memory: mappings, locks, nodes, keys, faults.
#pragma once
#include <kcall/call/mapping.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/memory_lock.hpp>
#include <kcall/call/numa.hpp>
#include <kcall/call/pkey.hpp>
#include <kcall/call/process_memory.hpp>
#include <kcall/call/userfaultfd.hpp>
