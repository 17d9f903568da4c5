// membarrier's commands. GET_REGISTRATIONS (1 << 9) is newer than some headers, which enumerate them.
#include <linux/membarrier.h>

#include <kcall/types/membarrier.hpp>

#include "same.hpp"

using kcall::membarrier_command;
SAME_VALUE(membarrier_command::query, MEMBARRIER_CMD_QUERY);
SAME_VALUE(membarrier_command::global, MEMBARRIER_CMD_GLOBAL);
SAME_VALUE(membarrier_command::global_expedited, MEMBARRIER_CMD_GLOBAL_EXPEDITED);
SAME_VALUE(membarrier_command::register_global_expedited, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED);
SAME_VALUE(membarrier_command::private_expedited, MEMBARRIER_CMD_PRIVATE_EXPEDITED);
SAME_VALUE(membarrier_command::register_private_expedited, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
SAME_VALUE(membarrier_command::private_expedited_sync_core, MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE);
SAME_VALUE(membarrier_command::register_private_expedited_sync_core,
           MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE);
SAME_VALUE(membarrier_command::private_expedited_rseq, MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ);
SAME_VALUE(membarrier_command::register_private_expedited_rseq, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ);
SAME_VALUE(kcall::membarrier_flags::cpu, MEMBARRIER_CMD_FLAG_CPU);
// MEMBARRIER_CMD_GET_REGISTRATIONS: include/uapi/linux/membarrier.h of Linux 6.3, an enumerator.
static_assert(layout::number(kcall::membarrier_command::get_registrations) == 512);
