// Mappings: protection, flags, advice.
#include <linux/mman.h>

#include <kcall/types/memory.hpp>

#include "same.hpp"

SAME_VALUE(kcall::prot::none, PROT_NONE);
SAME_VALUE(kcall::prot::read, PROT_READ);
SAME_VALUE(kcall::prot::write, PROT_WRITE);
SAME_VALUE(kcall::prot::exec, PROT_EXEC);
SAME_VALUE(kcall::prot::sem, PROT_SEM);
#ifdef PROT_BTI
SAME_VALUE(kcall::prot::bti, PROT_BTI);
#endif
#ifdef PROT_MTE
SAME_VALUE(kcall::prot::mte, PROT_MTE);
#endif
SAME_VALUE(kcall::prot::growsdown, PROT_GROWSDOWN);
SAME_VALUE(kcall::prot::growsup, PROT_GROWSUP);

SAME_VALUE(kcall::map_flags::shared, MAP_SHARED);
SAME_VALUE(kcall::map_flags::private_, MAP_PRIVATE);
SAME_VALUE(kcall::map_flags::shared_validate, MAP_SHARED_VALIDATE);
#ifdef MAP_DROPPABLE
SAME_VALUE(kcall::map_flags::droppable, MAP_DROPPABLE);
#endif
SAME_VALUE(kcall::map_flags::type, MAP_TYPE);
SAME_VALUE(kcall::map_flags::fixed, MAP_FIXED);
SAME_VALUE(kcall::map_flags::anonymous, MAP_ANONYMOUS);
#ifdef MAP_32BIT
SAME_VALUE(kcall::map_flags::map_32bit, MAP_32BIT);
#endif
#ifdef MAP_ABOVE4G
SAME_VALUE(kcall::map_flags::above4g, MAP_ABOVE4G);
#endif
SAME_VALUE(kcall::map_flags::growsdown, MAP_GROWSDOWN);
SAME_VALUE(kcall::map_flags::denywrite, MAP_DENYWRITE);
SAME_VALUE(kcall::map_flags::executable, MAP_EXECUTABLE);
SAME_VALUE(kcall::map_flags::locked, MAP_LOCKED);
SAME_VALUE(kcall::map_flags::noreserve, MAP_NORESERVE);
SAME_VALUE(kcall::map_flags::populate, MAP_POPULATE);
SAME_VALUE(kcall::map_flags::nonblock, MAP_NONBLOCK);
SAME_VALUE(kcall::map_flags::stack, MAP_STACK);
SAME_VALUE(kcall::map_flags::hugetlb, MAP_HUGETLB);
SAME_VALUE(kcall::map_flags::sync, MAP_SYNC);
SAME_VALUE(kcall::map_flags::fixed_noreplace, MAP_FIXED_NOREPLACE);
SAME_VALUE(kcall::map_flags::uninitialized, MAP_UNINITIALIZED);
SAME_VALUE(kcall::map_flags::huge_16kb, MAP_HUGE_16KB);
SAME_VALUE(kcall::map_flags::huge_64kb, MAP_HUGE_64KB);
SAME_VALUE(kcall::map_flags::huge_512kb, MAP_HUGE_512KB);
SAME_VALUE(kcall::map_flags::huge_1mb, MAP_HUGE_1MB);
SAME_VALUE(kcall::map_flags::huge_2mb, MAP_HUGE_2MB);
SAME_VALUE(kcall::map_flags::huge_8mb, MAP_HUGE_8MB);
SAME_VALUE(kcall::map_flags::huge_16mb, MAP_HUGE_16MB);
SAME_VALUE(kcall::map_flags::huge_32mb, MAP_HUGE_32MB);
SAME_VALUE(kcall::map_flags::huge_256mb, MAP_HUGE_256MB);
SAME_VALUE(kcall::map_flags::huge_512mb, MAP_HUGE_512MB);
SAME_VALUE(kcall::map_flags::huge_1gb, MAP_HUGE_1GB);
SAME_VALUE(kcall::map_flags::huge_2gb, MAP_HUGE_2GB);
SAME_VALUE(kcall::map_flags::huge_16gb, MAP_HUGE_16GB);

SAME_VALUE(kcall::mremap_flags::maymove, MREMAP_MAYMOVE);
SAME_VALUE(kcall::mremap_flags::fixed, MREMAP_FIXED);
SAME_VALUE(kcall::mremap_flags::dontunmap, MREMAP_DONTUNMAP);

SAME_VALUE(kcall::advice::normal, MADV_NORMAL);
SAME_VALUE(kcall::advice::random, MADV_RANDOM);
SAME_VALUE(kcall::advice::sequential, MADV_SEQUENTIAL);
SAME_VALUE(kcall::advice::willneed, MADV_WILLNEED);
SAME_VALUE(kcall::advice::dontneed, MADV_DONTNEED);
SAME_VALUE(kcall::advice::free, MADV_FREE);
SAME_VALUE(kcall::advice::remove, MADV_REMOVE);
SAME_VALUE(kcall::advice::dontfork, MADV_DONTFORK);
SAME_VALUE(kcall::advice::dofork, MADV_DOFORK);
SAME_VALUE(kcall::advice::mergeable, MADV_MERGEABLE);
SAME_VALUE(kcall::advice::unmergeable, MADV_UNMERGEABLE);
SAME_VALUE(kcall::advice::hugepage, MADV_HUGEPAGE);
SAME_VALUE(kcall::advice::nohugepage, MADV_NOHUGEPAGE);
SAME_VALUE(kcall::advice::dontdump, MADV_DONTDUMP);
SAME_VALUE(kcall::advice::dodump, MADV_DODUMP);
SAME_VALUE(kcall::advice::wipeonfork, MADV_WIPEONFORK);
SAME_VALUE(kcall::advice::keeponfork, MADV_KEEPONFORK);
SAME_VALUE(kcall::advice::cold, MADV_COLD);
SAME_VALUE(kcall::advice::pageout, MADV_PAGEOUT);
SAME_VALUE(kcall::advice::populate_read, MADV_POPULATE_READ);
SAME_VALUE(kcall::advice::populate_write, MADV_POPULATE_WRITE);
SAME_VALUE(kcall::advice::dontneed_locked, MADV_DONTNEED_LOCKED);
SAME_VALUE(kcall::advice::collapse, MADV_COLLAPSE);
SAME_VALUE(kcall::advice::hwpoison, MADV_HWPOISON);
SAME_VALUE(kcall::advice::soft_offline, MADV_SOFT_OFFLINE);
#ifdef MADV_GUARD_INSTALL
SAME_VALUE(kcall::advice::guard_install, MADV_GUARD_INSTALL);
#endif
#ifdef MADV_GUARD_REMOVE
SAME_VALUE(kcall::advice::guard_remove, MADV_GUARD_REMOVE);
#endif
