// Quotas, swapping, accounting.
#include <linux/acct.h>
#include <linux/dqblk_xfs.h>
#include <linux/quota.h>
#include <sys/swap.h>

#include <kcall/types/accounting.hpp>
#include <kcall/types/quota.hpp>
#include <kcall/types/swap.hpp>

#include "same.hpp"

using kcall::quota_command;
using kcall::quota_format;
using kcall::quota_valid;

SAME_VALUE(quota_command::sync, Q_SYNC);
SAME_VALUE(quota_command::quotaon, Q_QUOTAON);
SAME_VALUE(quota_command::quotaoff, Q_QUOTAOFF);
SAME_VALUE(quota_command::getfmt, Q_GETFMT);
SAME_VALUE(quota_command::getinfo, Q_GETINFO);
SAME_VALUE(quota_command::setinfo, Q_SETINFO);
SAME_VALUE(quota_command::getquota, Q_GETQUOTA);
SAME_VALUE(quota_command::setquota, Q_SETQUOTA);
SAME_VALUE(quota_command::getnextquota, Q_GETNEXTQUOTA);
SAME_VALUE(quota_command::xquotaon, Q_XQUOTAON);
SAME_VALUE(quota_command::xquotaoff, Q_XQUOTAOFF);
SAME_VALUE(quota_command::xgetquota, Q_XGETQUOTA);
SAME_VALUE(quota_command::xsetqlim, Q_XSETQLIM);
SAME_VALUE(quota_command::xgetqstat, Q_XGETQSTAT);
SAME_VALUE(quota_command::xquotarm, Q_XQUOTARM);
SAME_VALUE(quota_command::xquotasync, Q_XQUOTASYNC);
SAME_VALUE(quota_command::xgetqstatv, Q_XGETQSTATV);
SAME_VALUE(quota_command::xgetnextquota, Q_XGETNEXTQUOTA);
SAME_VALUE(kcall::quota_type::usrquota, USRQUOTA);
SAME_VALUE(kcall::quota_type::grpquota, GRPQUOTA);
SAME_VALUE(kcall::quota_type::prjquota, PRJQUOTA);
SAME_VALUE(quota_format::vfs_old, QFMT_VFS_OLD);
SAME_VALUE(quota_format::vfs_v0, QFMT_VFS_V0);
SAME_VALUE(quota_format::ocfs2, QFMT_OCFS2);
SAME_VALUE(quota_format::vfs_v1, QFMT_VFS_V1);
#ifdef QFMT_SHMEM
SAME_VALUE(quota_format::shmem, QFMT_SHMEM);
#endif
SAME_VALUE(quota_valid::blimits, QIF_BLIMITS);
SAME_VALUE(quota_valid::space, QIF_SPACE);
SAME_VALUE(quota_valid::ilimits, QIF_ILIMITS);
SAME_VALUE(quota_valid::inodes, QIF_INODES);
SAME_VALUE(quota_valid::btime, QIF_BTIME);
SAME_VALUE(quota_valid::itime, QIF_ITIME);
SAME_VALUE(quota_valid::all, QIF_ALL);
SAME_VALUE(kcall::quota_info_valid::bgrace, IIF_BGRACE);
SAME_VALUE(kcall::quota_info_valid::igrace, IIF_IGRACE);
SAME_VALUE(kcall::quota_info_valid::flags, IIF_FLAGS);
SAME_VALUE(kcall::quota_info_valid::all, IIF_ALL);

SAME_SIZE(kcall::if_dqblk, ::if_dqblk);
SAME_FIELD(kcall::if_dqblk, dqb_bhardlimit, ::if_dqblk, dqb_bhardlimit);
SAME_FIELD(kcall::if_dqblk, dqb_bsoftlimit, ::if_dqblk, dqb_bsoftlimit);
SAME_FIELD(kcall::if_dqblk, dqb_curspace, ::if_dqblk, dqb_curspace);
SAME_FIELD(kcall::if_dqblk, dqb_ihardlimit, ::if_dqblk, dqb_ihardlimit);
SAME_FIELD(kcall::if_dqblk, dqb_isoftlimit, ::if_dqblk, dqb_isoftlimit);
SAME_FIELD(kcall::if_dqblk, dqb_curinodes, ::if_dqblk, dqb_curinodes);
SAME_FIELD(kcall::if_dqblk, dqb_btime, ::if_dqblk, dqb_btime);
SAME_FIELD(kcall::if_dqblk, dqb_itime, ::if_dqblk, dqb_itime);
SAME_FIELD(kcall::if_dqblk, dqb_valid, ::if_dqblk, dqb_valid);
SAME_SIZE(kcall::if_nextdqblk, ::if_nextdqblk);
SAME_FIELD(kcall::if_nextdqblk, dqb_bhardlimit, ::if_nextdqblk, dqb_bhardlimit);
SAME_FIELD(kcall::if_nextdqblk, dqb_bsoftlimit, ::if_nextdqblk, dqb_bsoftlimit);
SAME_FIELD(kcall::if_nextdqblk, dqb_curspace, ::if_nextdqblk, dqb_curspace);
SAME_FIELD(kcall::if_nextdqblk, dqb_ihardlimit, ::if_nextdqblk, dqb_ihardlimit);
SAME_FIELD(kcall::if_nextdqblk, dqb_isoftlimit, ::if_nextdqblk, dqb_isoftlimit);
SAME_FIELD(kcall::if_nextdqblk, dqb_curinodes, ::if_nextdqblk, dqb_curinodes);
SAME_FIELD(kcall::if_nextdqblk, dqb_btime, ::if_nextdqblk, dqb_btime);
SAME_FIELD(kcall::if_nextdqblk, dqb_itime, ::if_nextdqblk, dqb_itime);
SAME_FIELD(kcall::if_nextdqblk, dqb_valid, ::if_nextdqblk, dqb_valid);
SAME_FIELD(kcall::if_nextdqblk, dqb_id, ::if_nextdqblk, dqb_id);
SAME_SIZE(kcall::if_dqinfo, ::if_dqinfo);
SAME_FIELD(kcall::if_dqinfo, dqi_bgrace, ::if_dqinfo, dqi_bgrace);
SAME_FIELD(kcall::if_dqinfo, dqi_igrace, ::if_dqinfo, dqi_igrace);
SAME_FIELD(kcall::if_dqinfo, dqi_flags, ::if_dqinfo, dqi_flags);
SAME_FIELD(kcall::if_dqinfo, dqi_valid, ::if_dqinfo, dqi_valid);
SAME_SIZE(kcall::fs_disk_quota, ::fs_disk_quota);
SAME_FIELD(kcall::fs_disk_quota, d_version, ::fs_disk_quota, d_version);
SAME_FIELD(kcall::fs_disk_quota, d_flags, ::fs_disk_quota, d_flags);
SAME_FIELD(kcall::fs_disk_quota, d_fieldmask, ::fs_disk_quota, d_fieldmask);
SAME_FIELD(kcall::fs_disk_quota, d_id, ::fs_disk_quota, d_id);
SAME_FIELD(kcall::fs_disk_quota, d_blk_hardlimit, ::fs_disk_quota, d_blk_hardlimit);
SAME_FIELD(kcall::fs_disk_quota, d_blk_softlimit, ::fs_disk_quota, d_blk_softlimit);
SAME_FIELD(kcall::fs_disk_quota, d_ino_hardlimit, ::fs_disk_quota, d_ino_hardlimit);
SAME_FIELD(kcall::fs_disk_quota, d_ino_softlimit, ::fs_disk_quota, d_ino_softlimit);
SAME_FIELD(kcall::fs_disk_quota, d_bcount, ::fs_disk_quota, d_bcount);
SAME_FIELD(kcall::fs_disk_quota, d_icount, ::fs_disk_quota, d_icount);
SAME_FIELD(kcall::fs_disk_quota, d_itimer, ::fs_disk_quota, d_itimer);
SAME_FIELD(kcall::fs_disk_quota, d_btimer, ::fs_disk_quota, d_btimer);
SAME_FIELD(kcall::fs_disk_quota, d_iwarns, ::fs_disk_quota, d_iwarns);
SAME_FIELD(kcall::fs_disk_quota, d_bwarns, ::fs_disk_quota, d_bwarns);
SAME_FIELD(kcall::fs_disk_quota, d_itimer_hi, ::fs_disk_quota, d_itimer_hi);
SAME_FIELD(kcall::fs_disk_quota, d_btimer_hi, ::fs_disk_quota, d_btimer_hi);
SAME_FIELD(kcall::fs_disk_quota, d_rtbtimer_hi, ::fs_disk_quota, d_rtbtimer_hi);
SAME_FIELD(kcall::fs_disk_quota, d_padding2, ::fs_disk_quota, d_padding2);
SAME_FIELD(kcall::fs_disk_quota, d_rtb_hardlimit, ::fs_disk_quota, d_rtb_hardlimit);
SAME_FIELD(kcall::fs_disk_quota, d_rtb_softlimit, ::fs_disk_quota, d_rtb_softlimit);
SAME_FIELD(kcall::fs_disk_quota, d_rtbcount, ::fs_disk_quota, d_rtbcount);
SAME_FIELD(kcall::fs_disk_quota, d_rtbtimer, ::fs_disk_quota, d_rtbtimer);
SAME_FIELD(kcall::fs_disk_quota, d_rtbwarns, ::fs_disk_quota, d_rtbwarns);
SAME_FIELD(kcall::fs_disk_quota, d_padding3, ::fs_disk_quota, d_padding3);
SAME_FIELD(kcall::fs_disk_quota, d_padding4, ::fs_disk_quota, d_padding4);

SAME_VALUE(kcall::swap_flags::prefer, SWAP_FLAG_PREFER);
SAME_VALUE(kcall::swap_flags::prio_mask, SWAP_FLAG_PRIO_MASK);
SAME_VALUE(kcall::swap_flags::discard, SWAP_FLAG_DISCARD);
// include/linux/swap.h of Linux 6.1, which no installed header repeats.
static_assert(static_cast<unsigned>(kcall::swap_flags::discard_once) == 0x20000);
static_assert(static_cast<unsigned>(kcall::swap_flags::discard_pages) == 0x40000);

SAME_VALUE(kcall::acct_flag::afork, AFORK);
SAME_VALUE(kcall::acct_flag::asu, ASU);
SAME_VALUE(kcall::acct_flag::acore, ACORE);
SAME_VALUE(kcall::acct_flag::axsig, AXSIG);
SAME_VALUE(kcall::acct_flag::agroup, AGROUP);
SAME_SIZE(kcall::acct_v3, ::acct_v3);
SAME_FIELD(kcall::acct_v3, ac_flag, ::acct_v3, ac_flag);
SAME_FIELD(kcall::acct_v3, ac_version, ::acct_v3, ac_version);
SAME_FIELD(kcall::acct_v3, ac_tty, ::acct_v3, ac_tty);
SAME_FIELD(kcall::acct_v3, ac_exitcode, ::acct_v3, ac_exitcode);
SAME_FIELD(kcall::acct_v3, ac_uid, ::acct_v3, ac_uid);
SAME_FIELD(kcall::acct_v3, ac_gid, ::acct_v3, ac_gid);
SAME_FIELD(kcall::acct_v3, ac_pid, ::acct_v3, ac_pid);
SAME_FIELD(kcall::acct_v3, ac_ppid, ::acct_v3, ac_ppid);
SAME_FIELD(kcall::acct_v3, ac_btime, ::acct_v3, ac_btime);
SAME_FIELD(kcall::acct_v3, ac_etime, ::acct_v3, ac_etime);
SAME_FIELD(kcall::acct_v3, ac_utime, ::acct_v3, ac_utime);
SAME_FIELD(kcall::acct_v3, ac_stime, ::acct_v3, ac_stime);
SAME_FIELD(kcall::acct_v3, ac_mem, ::acct_v3, ac_mem);
SAME_FIELD(kcall::acct_v3, ac_io, ::acct_v3, ac_io);
SAME_FIELD(kcall::acct_v3, ac_rw, ::acct_v3, ac_rw);
SAME_FIELD(kcall::acct_v3, ac_minflt, ::acct_v3, ac_minflt);
SAME_FIELD(kcall::acct_v3, ac_majflt, ::acct_v3, ac_majflt);
SAME_FIELD(kcall::acct_v3, ac_swaps, ::acct_v3, ac_swaps);
SAME_FIELD(kcall::acct_v3, ac_comm, ::acct_v3, ac_comm);
SAME_VALUE(quota_valid::limits, QIF_LIMITS);
SAME_VALUE(quota_valid::usage, QIF_USAGE);
SAME_VALUE(quota_valid::times, QIF_TIMES);
