// Flags of splice, preadv2, flock.
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>

#include <kcall/types/flock.hpp>
#include <kcall/types/rwf.hpp>
#include <kcall/types/splice.hpp>

#include "same.hpp"

SAME_VALUE(kcall::splice_flags::move, SPLICE_F_MOVE);
SAME_VALUE(kcall::splice_flags::nonblock, SPLICE_F_NONBLOCK);
SAME_VALUE(kcall::splice_flags::more, SPLICE_F_MORE);
SAME_VALUE(kcall::splice_flags::gift, SPLICE_F_GIFT);

SAME_VALUE(kcall::rwf::hipri, RWF_HIPRI);
SAME_VALUE(kcall::rwf::dsync, RWF_DSYNC);
SAME_VALUE(kcall::rwf::sync, RWF_SYNC);
SAME_VALUE(kcall::rwf::nowait, RWF_NOWAIT);
SAME_VALUE(kcall::rwf::append, RWF_APPEND);
#ifdef RWF_NOAPPEND
SAME_VALUE(kcall::rwf::noappend, RWF_NOAPPEND);
#endif
#ifdef RWF_ATOMIC
SAME_VALUE(kcall::rwf::atomic, RWF_ATOMIC);
#endif
#ifdef RWF_DONTCACHE
SAME_VALUE(kcall::rwf::dontcache, RWF_DONTCACHE);
#endif
#ifdef RWF_NOSIGNAL
SAME_VALUE(kcall::rwf::nosignal, RWF_NOSIGNAL);
#endif

SAME_VALUE(kcall::flock_operation::sh, LOCK_SH);
SAME_VALUE(kcall::flock_operation::ex, LOCK_EX);
SAME_VALUE(kcall::flock_operation::nb, LOCK_NB);
SAME_VALUE(kcall::flock_operation::un, LOCK_UN);
