// A recursive walk through a directory tree, by descriptor.
//
//   kcall::walk tree{"/etc"};
//   while (const auto* visit = tree.next()) {
//     if (visit->step == kcall::walk_step::before && wanted_without_its_contents) tree.prune();
//     if (visit->step == kcall::walk_step::other) …      // unlinkat(visit->directory, visit->name), statx(…), …
//     if (visit->step == kcall::walk_step::error) …      // visit->error; the walk goes on behind it
//   }
//
// Every directory is entered from the one before it, by its name and only if it still is a directory: no symbolic link
// is followed, and no path is looked up twice, so that nobody who renames or replaces directories under way can lead
// the walk out of the tree. Loops are impossible: without symbolic links, Linux gives every directory one parent.
//
// Descriptors: one for each level down to a limit. Below it directories are read whole before they are left for a
// deeper one, closed, and found again through ".."; if what is there is not what was left (the walk compares device and
// inode numbers), by their names from above; if that fails too, the rest of them is an error visit (estale). So any
// depth will do, and no tree is too deep for RLIMIT_NOFILE.
//
// Memory: one mapping of 64 KiB, which grows where the unvisited names of the directories on the way do not fit.
#pragma once
#include <kcall/call/stat.hpp>
#include <kcall/directory.hpp>
#include <kcall/pages.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a visit is about.
enum class walk_step : uint8_t {
  /// A directory that the walk is about to enter, unless prune() is called.
  before,
  /// A directory whose contents have been visited; comes once for each `before` that was not pruned, after errors too.
  after,
  /// Anything that is not a directory; symbolic links, whatever they point at.
  other,
  /// A directory that could not be entered or not be read to its end, or a root that is not there.
  error,
};

enum class walk_flags : uint8_t {
  none = 0,
  /// If the root is a symbolic link, what it points at is walked.
  follow_root = 1,
  /// Directories on other file systems than the root's are visited, but not entered.
  one_file_system = 2,
};
void is_flags(walk_flags);

/// One step of a walk; valid until the next.
struct walk_visit {
  walk_step step;
  dirent_type type;
  /// With walk_step::error.
  errc error;
  /// 0: the root.
  uint32_t depth;
  /// Where `name` is: for unlinkat, statx, openat (with nofollow) and the like. fd{}, which no call takes, where the
  /// walk has closed that directory: in some error visits, and in those after a directory whose own has moved away.
  fd directory;
  /// The name in `directory`; of the root, the path that the walk was given.
  const char* name;
};

namespace detail {

/// A directory that is being walked. Its entries follow it in the walk's memory, the next deeper level follows those.
struct walk_level {
  uint64_t device;
  uint64_t inode;
  // Offsets in the walk's memory, because that moves.
  size_t outer;
  size_t entry;
  size_t next;
  size_t end;
  fd from;
  errc error;
  /// The kernel has no more entries than lie here.
  bool whole;
};

/// A dirent_type from a mode: the kernel's own shift (IFTODT).
KCALL_INLINE constexpr dirent_type type_of(uint32_t st_mode) { return static_cast<dirent_type>(st_mode >> 12 & 15); }

}  // namespace detail

/// The walk; see the top of this file. `root` is relative to `at` and must outlive it. At most `descriptors` + 2
/// descriptors are open at a time.
template <gate_like G = gate::native>
class basic_walk {
 public:
  KCALL_INLINE explicit basic_walk(path root, walk_flags flags = {}, uint32_t descriptors = 64, fd at = at_fdcwd)
      : root_(root.get()),
        at_(at),
        flags_(flags),
        limit_(descriptors < 2 ? 2 : descriptors),
        visit_{walk_step::before, dirent_type::unknown, errc{}, 0, at, root.get()} {}
  /// A string that is gone before the walk begins.
  template <class T>
    requires(!__is_trivially_copyable(T) && requires(const T& text) { text.c_str(); })
  explicit basic_walk(const T&& root, walk_flags = {}, uint32_t = 64, fd = at_fdcwd) = delete;
  basic_walk(const basic_walk&) = delete;
  basic_walk& operator=(const basic_walk&) = delete;
  ~basic_walk() {
    for (; depth_ != 0; --depth_) {
      close(*top());
      top_ = top()->outer;
    }
  }

  /// Goes one step further; nullptr at the end.
  [[gnu::noinline]] const walk_visit* next() {
    if (state_ == state::list) return list();
    if (state_ == state::enter) return enter();
    if (state_ == state::leave) return leave();
    if (state_ == state::start) return start();
    return nullptr;
  }

  /// After a visit before a directory: its contents, and the visit after it, are left out.
  void prune() {
    if (state_ == state::enter) state_ = depth_ == 0 ? state::end : state::list;
  }

  /// Writes the path of the last visit, from the root's on, and a NUL to `to`; returns its length without the NUL.
  /// enametoolong if it does not fit. Use it to show; calls should take directory and name.
  [[gnu::noinline]] result<size_t> full_path(mutable_buffer to) const {
    auto* const out = static_cast<char*>(to.data());
    size_t used = 0;
    bool fits = append(root_, out, to.size(), used);
    // From the outside in; levels know only who is outside of them.
    for (uint32_t at = 1; fits && at <= visit_.depth; ++at) {
      size_t here = top_;
      for (uint32_t down = depth_; down > at; --down) here = at_offset(here)->outer;
      KCALL_POINTER_ARITHMETIC_BEGIN
      const bool slash = used == 0 || out[used - 1] != '/';
      KCALL_POINTER_ARITHMETIC_END
      fits = (!slash || append("/", out, to.size(), used)) && append(name_at(here), out, to.size(), used);
    }
    if (!fits || used == to.size()) return errc::enametoolong;
    KCALL_POINTER_ARITHMETIC_BEGIN
    out[used] = '\0';
    KCALL_POINTER_ARITHMETIC_END
    return used;
  }

 private:
  using level = detail::walk_level;
  enum class state : uint8_t { start, enter, leave, list, end };

  static constexpr size_t least_memory = 65536;
  /// What one getdents64 may give.
  static constexpr size_t most_at_once = 32768;

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE level* at_offset(size_t offset) const { return reinterpret_cast<level*>(memory_.data() + offset); }
  KCALL_INLINE level* top() const { return at_offset(top_); }
  KCALL_INLINE const linux_dirent64* entry_at(size_t offset) const {
    return reinterpret_cast<const linux_dirent64*>(memory_.data() + offset);
  }
  KCALL_POINTER_ARITHMETIC_END
  KCALL_INLINE const char* name_at(size_t place) const { return entry_at(at_offset(place)->entry)->d_name(); }

  static bool append(const char* text, char* out, size_t size, size_t& used) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    for (; *text != '\0'; ++text) {
      if (used == size) return false;
      out[used++] = *text;
    }
    KCALL_POINTER_ARITHMETIC_END
    return true;
  }

  /// A visit of the entry that the level `depth - 1` has come to, which is `in`; of the root for depth 0.
  const walk_visit* visit(walk_step step, dirent_type type, errc error = {}) {
    visit_.step = step;
    visit_.type = type;
    visit_.error = error;
    visit_.depth = depth_;
    visit_.directory = depth_ == 0 ? at_ : top()->from;
    visit_.name = depth_ == 0 ? root_ : name_at(top_);
    return &visit_;
  }

  /// The same about the directory that is being read.
  const walk_visit* visit_top(walk_step step, errc error) {
    const size_t inner = top_;
    top_ = at_offset(inner)->outer;
    --depth_;
    const auto* const made = visit(step, dirent_type::dir, error);
    ++depth_;
    top_ = inner;
    return made;
  }

  KCALL_INLINE bool follows() const {
    return depth_ == 0 && (flags_ & walk_flags::follow_root) == walk_flags::follow_root;
  }

  const walk_visit* start() {
    state_ = state::end;
    stat_t status;
    const auto seen = fstatat<G>(at_, root_, status, follows() ? at_flags{} : at_flags::symlink_nofollow);
    if (!seen) return visit(walk_step::error, dirent_type::unknown, seen.error());
    device_ = status.st_dev;
    return found(detail::type_of(status.st_mode));
  }

  const walk_visit* found(dirent_type type) {
    if (type != dirent_type::dir) return visit(walk_step::other, type);
    state_ = state::enter;
    return visit(walk_step::before, type);
  }

  /// Opens the directory that the last visit was about, which becomes the innermost level.
  const walk_visit* enter() {
    state_ = state::leave;
    const bool closing = depth_ >= limit_;
    if (closing) read_whole();
    const auto opened = detail::open_directory<G>(visit_.directory, depth_ == 0 ? root_ : name_at(top_),
                                                  follows() ? open_flags{} : open_flags::nofollow);
    if (!opened) return visit(walk_step::error, dirent_type::dir, opened.error());
    unique_fd owned(*opened);
    uint64_t device = 0;
    uint64_t inode = 0;
    // Only those that may be looked for again are asked who they are.
    if (depth_ + 1 >= limit_ || (flags_ & walk_flags::one_file_system) == walk_flags::one_file_system) {
      stat_t status;
      const auto seen = fstat<G>(*opened, status);
      if (!seen) return visit(walk_step::error, dirent_type::dir, seen.error());
      device = status.st_dev;
      inode = status.st_ino;
      if ((flags_ & walk_flags::one_file_system) == walk_flags::one_file_system && device != device_) return leave();
    }
    const size_t place = depth_ == 0 ? 0 : (top()->end + alignof(level) - 1) & ~(alignof(level) - 1);
    if (const auto room = reserve(place + sizeof(level)); !room) {
      return visit(walk_step::error, dirent_type::dir, room.error());
    }
    if (closing) close(*top());
    level& made = *at_offset(place);
    made.device = device;
    made.inode = inode;
    made.outer = top_;
    made.entry = made.next = made.end = place + sizeof(level);
    made.from = owned.release();
    made.error = errc{};
    made.whole = false;
    top_ = place;
    ++depth_;
    return list();
  }

  /// The next entry of the innermost level, or its end.
  const walk_visit* list() {
    state_ = state::list;
    for (;;) {
      level& here = *top();
      if (here.next == here.end) {
        if (!here.whole) {
          here.entry = here.next = here.end = top_ + sizeof(level);
          read_more();
          continue;
        }
        if (here.error == errc{}) return pop();
        const errc why = here.error;
        here.error = errc{};
        return visit_top(walk_step::error, why);
      }
      KCALL_POINTER_ARITHMETIC_BEGIN
      const dirent_range rest(memory_.data() + here.next, here.end - here.next);
      KCALL_POINTER_ARITHMETIC_END
      const auto entry = rest.begin();
      if (entry == rest.end()) {
        // Not what a kernel writes, unless a file system is broken.
        here.next = here.end;
        here.whole = true;
        here.error = errc::eio;
        continue;
      }
      here.entry = here.next;
      here.next += entry->d_reclen;
      if (detail::is_dots(entry->d_name())) continue;
      if (entry->d_type != dirent_type::unknown) return found(entry->d_type);
      stat_t status;
      const auto seen = fstatat<G>(here.from, entry->d_name(), status, at_flags::symlink_nofollow);
      return found(seen ? detail::type_of(status.st_mode) : dirent_type::unknown);
    }
  }

  /// Leaves the innermost level for the one outside of it.
  const walk_visit* pop() {
    level& inner = *top();
    if (depth_ > 1) {
      level& outer = *at_offset(inner.outer);
      if (outer.from == fd{}) reopen(outer, inner.from);
    }
    close(inner);
    top_ = inner.outer;
    --depth_;
    return leave();
  }

  /// The visit after the directory that the outer level has come to.
  const walk_visit* leave() {
    state_ = depth_ == 0 ? state::end : state::list;
    return visit(walk_step::after, dirent_type::dir);
  }

  /// Reads what fits into the memory at hand after the innermost level's entries.
  void read_more() {
    const auto room = reserve(top()->end + most_at_once);
    level& here = *top();
    KCALL_POINTER_ARITHMETIC_BEGIN
    const auto filled = room ? detail::read_entries<G>(here.from, memory_.data() + here.end, most_at_once)
                             : result<size_t>(room.error());
    KCALL_POINTER_ARITHMETIC_END
    here.whole = !filled || *filled == 0;
    if (filled) {
      here.end += *filled;
    } else {
      here.error = filled.error();
    }
  }

  void read_whole() {
    while (!top()->whole) read_more();
  }

  /// Finds a level again that was closed: as the parent of its child, or else by names from the innermost level that is
  /// still open. Where neither leads to it, what is left of it becomes an error.
  KCALL_COLD void reopen(level& lost, fd child) {
    if (child != fd{} && try_open(lost, child, "..")) return;
    // Level by level from above; closed again as the walk passes by.
    size_t from = offset_of(lost);
    do {
      from = at_offset(from)->outer;
    } while (at_offset(from)->from == fd{});
    const size_t kept = from;
    fd at = at_offset(kept)->from;
    bool found = true;
    while (found && from != offset_of(lost)) {
      size_t inner = offset_of(lost);
      while (at_offset(inner)->outer != from) inner = at_offset(inner)->outer;
      found = try_open(*at_offset(inner), at, name_at(from));
      if (found) at = at_offset(inner)->from;
      if (from != kept) close(*at_offset(from));
      from = inner;
    }
    if (found) return;
    lost.next = lost.end;
    if (lost.error == errc{}) lost.error = errc::estale;
  }

  bool try_open(level& wanted, fd at, const char* name) {
    const auto opened = detail::open_directory<G>(at, name, open_flags::nofollow);
    if (!opened) return false;
    unique_fd owned(*opened);
    stat_t status;
    if (!fstat<G>(*opened, status) || status.st_dev != wanted.device || status.st_ino != wanted.inode) return false;
    wanted.from = owned.release();
    return true;
  }

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE size_t offset_of(const level& l) const {
    return static_cast<size_t>(reinterpret_cast<const char*>(&l) - memory_.data());
  }
  KCALL_POINTER_ARITHMETIC_END

  KCALL_INLINE void close(level& l) {
    if (l.from != fd{}) static_cast<void>(kcall::close<G>(l.from));
    l.from = fd{};
  }

  /// Makes the memory at least `bytes` large; it may move.
  result<void> reserve(size_t bytes) {
    if (bytes <= memory_.size()) return {};
    if (!memory_.empty()) return memory_.resize(bytes > 2 * memory_.size() ? bytes : 2 * memory_.size());
    auto made = map_pages<G>(bytes > least_memory ? bytes : least_memory);
    if (!made) return made.error();
    memory_ = static_cast<basic_pages<G>&&>(*made);
    return {};
  }

  const char* root_;
  fd at_;
  walk_flags flags_;
  state state_ = state::start;
  uint32_t limit_;
  /// Levels that are open: the entry at hand is at this depth.
  uint32_t depth_ = 0;
  size_t top_ = 0;
  basic_pages<G> memory_;
  uint64_t device_ = 0;
  walk_visit visit_;
};
using walk = basic_walk<>;

}  // namespace kcall::inline KCALL_ABI_TAG
