// Sockets and their messages.
#pragma once
#include <kcall/call/message.hpp>
#include <kcall/call/socket.hpp>
#include <kcall/call/socket_options.hpp>
