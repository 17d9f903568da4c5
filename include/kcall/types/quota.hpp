// What quotactl(2) takes and gives.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Q_*; those with an x speak of fs_disk_quota.
enum class quota_command : uint32_t {
  sync = 0x800001,
  quotaon = 0x800002,
  quotaoff = 0x800003,
  getfmt = 0x800004,
  getinfo = 0x800005,
  setinfo = 0x800006,
  getquota = 0x800007,
  setquota = 0x800008,
  /// Since Linux 4.6.
  getnextquota = 0x800009,
  xquotaon = 0x5801,
  xquotaoff = 0x5802,
  xgetquota = 0x5803,
  xsetqlim = 0x5804,
  xgetqstat = 0x5805,
  xquotarm = 0x5806,
  xquotasync = 0x5807,
  xgetqstatv = 0x5808,
  xgetnextquota = 0x5809,
};

/// Whose: users, groups, projects (USRQUOTA, GRPQUOTA, PRJQUOTA).
enum class quota_type : uint32_t { usrquota = 0, grpquota = 1, prjquota = 2 };

/// QFMT_*
enum class quota_format : uint32_t { vfs_old = 1, vfs_v0 = 2, ocfs2 = 3, vfs_v1 = 4, shmem = 5 };

/// Which fields of a dqblk count (QIF_*).
enum class quota_valid : uint32_t {
  blimits = 1,
  space = 2,
  ilimits = 4,
  inodes = 8,
  btime = 16,
  itime = 32,
  limits = blimits | ilimits,
  usage = space | inodes,
  times = btime | itime,
  all = limits | usage | times,
};
void is_flags(quota_valid);

/// Which fields of a dqinfo count (IIF_*).
enum class quota_info_valid : uint32_t { bgrace = 1, igrace = 2, flags = 4, all = 7 };
void is_flags(quota_info_valid);

/// Limits and use. Limits of space in KiB, use of it in bytes; times in seconds since 1970.
struct if_dqblk {
  uint64_t dqb_bhardlimit;
  uint64_t dqb_bsoftlimit;
  uint64_t dqb_curspace;
  uint64_t dqb_ihardlimit;
  uint64_t dqb_isoftlimit;
  uint64_t dqb_curinodes;
  uint64_t dqb_btime;
  uint64_t dqb_itime;
  quota_valid dqb_valid;
};

/// The same, and whose.
struct if_nextdqblk {
  uint64_t dqb_bhardlimit;
  uint64_t dqb_bsoftlimit;
  uint64_t dqb_curspace;
  uint64_t dqb_ihardlimit;
  uint64_t dqb_isoftlimit;
  uint64_t dqb_curinodes;
  uint64_t dqb_btime;
  uint64_t dqb_itime;
  quota_valid dqb_valid;
  uint32_t dqb_id;
};
static_assert(sizeof(if_nextdqblk) == 72);

/// About a file system: how long soft limits may be exceeded, in seconds.
struct if_dqinfo {
  uint64_t dqi_bgrace;
  uint64_t dqi_igrace;
  /// 1: the super-user is limited too; 0x10000: the file system keeps quotas itself (DQF_*).
  uint32_t dqi_flags;
  quota_info_valid dqi_valid;
};
static_assert(sizeof(if_dqinfo) == 24);

/// What xgetquota, xgetnextquota and xsetqlim speak of. Space in 512 bytes.
struct fs_disk_quota {
  int8_t d_version;
  int8_t d_flags;
  uint16_t d_fieldmask;
  uint32_t d_id;
  uint64_t d_blk_hardlimit;
  uint64_t d_blk_softlimit;
  uint64_t d_ino_hardlimit;
  uint64_t d_ino_softlimit;
  uint64_t d_bcount;
  uint64_t d_icount;
  int32_t d_itimer;
  int32_t d_btimer;
  uint16_t d_iwarns;
  uint16_t d_bwarns;
  /// Upper bits of the timers, since Linux 5.10.
  int8_t d_itimer_hi;
  int8_t d_btimer_hi;
  int8_t d_rtbtimer_hi;
  int8_t d_padding2;
  uint64_t d_rtb_hardlimit;
  uint64_t d_rtb_softlimit;
  uint64_t d_rtbcount;
  int32_t d_rtbtimer;
  uint16_t d_rtbwarns;
  int16_t d_padding3;
  char d_padding4[8];
};
static_assert(sizeof(fs_disk_quota) == 112);

}  // namespace kcall::inline KCALL_ABI_TAG
