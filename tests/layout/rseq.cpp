// Restartable sequences. What follows rseq_t::flags is newer than some headers.
#include <linux/rseq.h>

#include <kcall/types/rseq.hpp>

#include "same.hpp"

SAME_VALUE(kcall::rseq_flags::unregister, RSEQ_FLAG_UNREGISTER);
SAME_VALUE(kcall::rseq_cs_flags::no_restart_on_preempt, RSEQ_CS_FLAG_NO_RESTART_ON_PREEMPT);
SAME_VALUE(kcall::rseq_cs_flags::no_restart_on_signal, RSEQ_CS_FLAG_NO_RESTART_ON_SIGNAL);
SAME_VALUE(kcall::rseq_cs_flags::no_restart_on_migrate, RSEQ_CS_FLAG_NO_RESTART_ON_MIGRATE);
SAME_SIZE(kcall::rseq_cs_t, ::rseq_cs);
SAME_FIELD(kcall::rseq_cs_t, version, ::rseq_cs, version);
SAME_FIELD(kcall::rseq_cs_t, flags, ::rseq_cs, flags);
SAME_FIELD(kcall::rseq_cs_t, start_ip, ::rseq_cs, start_ip);
SAME_FIELD(kcall::rseq_cs_t, post_commit_offset, ::rseq_cs, post_commit_offset);
SAME_FIELD(kcall::rseq_cs_t, abort_ip, ::rseq_cs, abort_ip);
static_assert(alignof(kcall::rseq_t) == alignof(::rseq));
SAME_FIELD(kcall::rseq_t, cpu_id_start, ::rseq, cpu_id_start);
SAME_FIELD(kcall::rseq_t, cpu_id, ::rseq, cpu_id);
SAME_FIELD(kcall::rseq_t, rseq_cs, ::rseq, rseq_cs);
SAME_FIELD(kcall::rseq_t, flags, ::rseq, flags);
// include/uapi/linux/rseq.h of Linux 7.0.
static_assert(offsetof(kcall::rseq_t, node_id) == 20 && offsetof(kcall::rseq_t, mm_cid) == 24 &&
              offsetof(kcall::rseq_t, slice_ctrl) == 28 && sizeof(kcall::rseq_slice_ctrl) == 4 &&
              offsetof(kcall::rseq_slice_ctrl, request) == 0 && offsetof(kcall::rseq_slice_ctrl, granted) == 1);
static_assert(layout::number(kcall::rseq_flags::slice_ext_default_on) == 2);
static_assert(layout::number(kcall::rseq_cs_flags::slice_ext_available) == 16);
static_assert(layout::number(kcall::rseq_cs_flags::slice_ext_enabled) == 32);
