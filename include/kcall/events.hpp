// Waiting for many things: polling, watching files, asynchronous input and output.
#pragma once
#include <kcall/call/aio.hpp>
#include <kcall/call/epoll.hpp>
#include <kcall/call/eventfd.hpp>
#include <kcall/call/fanotify.hpp>
#include <kcall/call/inotify.hpp>
#include <kcall/call/io_uring.hpp>
#include <kcall/call/poll.hpp>
#include <kcall/call/select.hpp>
#include <kcall/call/signalfd.hpp>
#include <kcall/call/timerfd.hpp>
