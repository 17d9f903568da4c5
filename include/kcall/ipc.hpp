// System V's and POSIX's means of communication between processes.
#pragma once
#include <kcall/call/message_queue.hpp>
#include <kcall/call/mqueue.hpp>
#include <kcall/call/semaphore.hpp>
#include <kcall/call/shared_memory.hpp>
