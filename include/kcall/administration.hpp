// What the administrator does: mounts, hosts, modules, quotas, swap.
#pragma once
#include <kcall/call/accounting.hpp>
#include <kcall/call/host.hpp>
#include <kcall/call/module.hpp>
#include <kcall/call/mount.hpp>
#include <kcall/call/mount_api.hpp>
#include <kcall/call/namespace.hpp>
#include <kcall/call/quota.hpp>
#include <kcall/call/reboot.hpp>
#include <kcall/call/statmount.hpp>
#include <kcall/call/swap.hpp>
#include <kcall/call/sysfs.hpp>
#include <kcall/call/system.hpp>
