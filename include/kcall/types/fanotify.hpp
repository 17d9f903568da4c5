// Watching whole file systems: what the fanotify calls take, the events that read(2) gives, the answers that write(2)
// takes.
#pragma once
#include <kcall/error.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/records.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How events come (FAN_*).
enum class fanotify_flags : uint32_t {
  cloexec = 0x1,
  nonblock = 0x2,
  /// Three numbers, not flags: only told; asked, when the content is there; asked before that.
  class_notif = 0,
  class_content = 0x4,
  class_pre_content = 0x8,
  unlimited_queue = 0x10,
  unlimited_marks = 0x20,
  /// Since Linux 4.15.
  enable_audit = 0x40,
  /// A pidfd of who did it. Since Linux 5.15.
  report_pidfd = 0x80,
  /// Its thread. Since Linux 4.20.
  report_tid = 0x100,
  /// Handles of files rather than descriptors. Since Linux 5.1.
  report_fid = 0x200,
  /// Those of directories. Since Linux 5.9.
  report_dir_fid = 0x400,
  /// And names in them. Since Linux 5.9.
  report_name = 0x800,
  report_dfid_name = report_dir_fid | report_name,
  /// Since Linux 5.17.
  report_target_fid = 0x1000,
  report_dfid_name_target = report_dfid_name | report_fid | report_target_fid,
  /// An error where a descriptor could not be opened. Since Linux 6.13.
  report_fd_error = 0x2000,
  /// Since Linux 6.15.
  report_mnt = 0x4000,
};
void is_flags(fanotify_flags);

/// What fanotify_mark does, and with what (FAN_MARK_*).
enum class fanotify_mark_flags : uint32_t {
  add = 0x1,
  remove = 0x2,
  dont_follow = 0x4,
  onlydir = 0x8,
  /// Four numbers, not flags: one file or directory; all below one mount; a file system (4.20); a mount namespace
  /// (6.15).
  inode = 0,
  mount = 0x10,
  filesystem = 0x100,
  mntns = 0x110,
  ignored_mask = 0x20,
  ignored_surv_modify = 0x40,
  flush = 0x80,
  /// The kernel may forget it. Since Linux 5.19.
  evictable = 0x200,
  /// Since Linux 6.0.
  ignore = 0x400,
  ignore_surv = ignore | ignored_surv_modify,
};
void is_flags(fanotify_mark_flags);

/// What to watch for, and what happened (FAN_*).
enum class fanotify_mask : uint64_t {
  access = 0x1,
  modify = 0x2,
  close_write = 0x8,
  close_nowrite = 0x10,
  open = 0x20,
  close = close_write | close_nowrite,
  /// Events about names need report_fid or report_dir_fid, and Linux 5.1.
  attrib = 0x4,
  moved_from = 0x40,
  moved_to = 0x80,
  move = moved_from | moved_to,
  create = 0x100,
  delete_ = 0x200,
  delete_self = 0x400,
  move_self = 0x800,
  /// Since Linux 5.0.
  open_exec = 0x1000,
  /// In events only: events were lost.
  q_overflow = 0x4000,
  /// Since Linux 5.16.
  fs_error = 0x8000,
  /// Who does it waits for a fanotify_response.
  open_perm = 0x10000,
  access_perm = 0x20000,
  /// Since Linux 5.0.
  open_exec_perm = 0x40000,
  /// Since Linux 6.14.
  pre_access = 0x100000,
  /// Since Linux 6.15, for mntns.
  mnt_attach = 0x01000000,
  mnt_detach = 0x02000000,
  /// What happens to the files of a marked directory too.
  event_on_child = 0x08000000,
  /// Since Linux 5.17.
  rename = 0x10000000,
  /// What happens to directories too; in events: it happened to one.
  ondir = 0x40000000,
};
void is_flags(fanotify_mask);

/// Kinds of records that follow an event (FAN_EVENT_INFO_TYPE_*).
enum class fanotify_info_type : uint8_t {
  fid = 1,
  dfid_name = 2,
  dfid = 3,
  pidfd = 4,
  error = 5,
  range = 6,
  mnt = 7,
  old_dfid_name = 10,
  new_dfid_name = 12,
};

/// A record that follows an event. Of the functions below, each is for the types that it names, and gives nothing (0,
/// null, "", fd{-1}) for the others.
struct [[gnu::packed, gnu::may_alias]] fanotify_event_info_header {
  fanotify_info_type info_type;
  uint8_t pad;
  /// In bytes, with this.
  uint16_t len;

  // A copy would leave the rest behind.
  fanotify_event_info_header(const fanotify_event_info_header&) = delete;
  fanotify_event_info_header& operator=(const fanotify_event_info_header&) = delete;

  KCALL_INLINE static size_t extent(const fanotify_event_info_header* at, size_t) { return at->len; }

  /// fid, dfid, dfid_name, old_dfid_name, new_dfid_name: the id of the file system, as statfs(2) has it.
  KCALL_INLINE uint64_t fsid() const { return names_file() && len >= 12 ? load<uint64_t>(4) : 0; }
  /// The same: a struct file_handle for open_by_handle_at(2); null where the record is too short for one.
  KCALL_INLINE const void* file_handle() const { return whole_handle() ? byte(12) : nullptr; }
  /// The same with a name: that, which ends in NUL; "" where there is none.
  KCALL_INLINE const char* name() const {
    if (!whole_handle()) return "";
    const size_t start = 20 + load<uint32_t>(12);
    // The kernel pads to 4 bytes with NULs, so that the last byte ends every name.
    return start < len && *byte(size_t{len} - 1) == '\0' ? byte(start) : "";
  }
  /// pidfd: to be closed by the reader; fd{-1}: the process is gone, fd{-2}: an error.
  KCALL_INLINE fd pidfd() const { return is(fanotify_info_type::pidfd, 8) ? fd{load<int32_t>(4)} : fd{}; }
  /// error: the file system's error, and how many there were since the last event.
  KCALL_INLINE errc error() const {
    return static_cast<errc>(is(fanotify_info_type::error, 12) ? load<int32_t>(4) : 0);
  }
  KCALL_INLINE uint32_t error_count() const { return is(fanotify_info_type::error, 12) ? load<uint32_t>(8) : 0; }
  /// range: bytes of the file that will be accessed.
  KCALL_INLINE uint64_t offset() const { return is(fanotify_info_type::range, 24) ? load<uint64_t>(8) : 0; }
  KCALL_INLINE uint64_t count() const { return is(fanotify_info_type::range, 24) ? load<uint64_t>(16) : 0; }
  /// mnt: the unique id of the mount. The last eight bytes, because kernels of 32 bits do not pad in front of it.
  KCALL_INLINE uint64_t mnt_id() const { return is(fanotify_info_type::mnt, 12) ? load<uint64_t>(size_t{len} - 8) : 0; }

 private:
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE const char* byte(size_t at) const { return reinterpret_cast<const char*>(this) + at; }
  KCALL_POINTER_ARITHMETIC_END
  template <class T>
  KCALL_INLINE T load(size_t at) const {
    T value;
    __builtin_memcpy(&value, byte(at), sizeof value);
    return value;
  }
  KCALL_INLINE bool is(fanotify_info_type type, size_t size) const { return info_type == type && len >= size; }
  KCALL_INLINE bool names_file() const {
    return info_type == fanotify_info_type::fid || info_type == fanotify_info_type::dfid ||
           info_type == fanotify_info_type::dfid_name || info_type == fanotify_info_type::old_dfid_name ||
           info_type == fanotify_info_type::new_dfid_name;
  }
  /// struct file_handle lies at 12: the size of the rest, a type, the rest.
  KCALL_INLINE bool whole_handle() const { return names_file() && len >= 20 && load<uint32_t>(12) <= len - 20U; }
};
static_assert(sizeof(fanotify_event_info_header) == 4);

/// What comes in `vers`; events of another version are laid out in another way.
inline constexpr uint8_t fanotify_metadata_version = 3;

/// An event; records may follow it.
struct [[gnu::packed, gnu::may_alias]] fanotify_event_metadata {
  /// In bytes, with the records.
  uint32_t event_len;
  uint8_t vers;
  uint8_t reserved;
  uint16_t metadata_len;
  fanotify_mask mask;
  /// As numbers, because classes would not be packed: see file() and who().
  int32_t fd;
  int32_t pid;

  // A copy would leave the records behind.
  fanotify_event_metadata(const fanotify_event_metadata&) = delete;
  fanotify_event_metadata& operator=(const fanotify_event_metadata&) = delete;

  /// To be closed by the reader; fd{-1} where handles or nothing are told.
  KCALL_INLINE kcall::fd file() const { return kcall::fd{fd}; }
  /// The process; the thread with report_tid.
  KCALL_INLINE kcall::pid who() const { return kcall::pid{pid}; }

  /// A version that is not known here ends the walk: nothing that follows could be understood.
  KCALL_INLINE static size_t extent(const fanotify_event_metadata* at, size_t) {
    if (at->vers != fanotify_metadata_version || at->metadata_len < sizeof *at) return 0;
    return at->metadata_len > at->event_len ? 0 : at->event_len;
  }
  KCALL_POINTER_ARITHMETIC_BEGIN
  /// The records: `for (const auto& info : event.infos())`.
  KCALL_INLINE detail::record_range<fanotify_event_info_header> infos() const {
    return {reinterpret_cast<const char*>(this) + metadata_len, size_t{event_len} - metadata_len};
  }
  KCALL_POINTER_ARITHMETIC_END
};
static_assert(sizeof(fanotify_event_metadata) == 24);

/// The events in the bytes that read(2) gave: `for (const auto& event : fanotify_range(buffer, *filled))`. Ends early
/// at an event that does not lie within the bytes.
using fanotify_range = detail::record_range<fanotify_event_metadata>;

/// FAN_ALLOW, FAN_DENY, and what may go with them.
enum class fanotify_decision : uint32_t {
  allow = 0x1,
  deny = 0x2,
  /// Since Linux 4.15.
  audit = 0x10,
  /// Since Linux 6.3.
  info = 0x20,
};
void is_flags(fanotify_decision);

/// FAN_DENY_ERRNO: denies with this error rather than eperm. Since Linux 6.14, for class_pre_content.
KCALL_INLINE constexpr fanotify_decision deny_with(errc error) {
  return static_cast<fanotify_decision>(2U | (static_cast<uint32_t>(error) & 0xff) << 24);
}

/// The answer to an event with _perm, or with pre_access, to be written to the descriptor.
struct fanotify_response {
  kcall::fd fd;
  fanotify_decision response;
};
static_assert(sizeof(fanotify_response) == 8);

}  // namespace kcall::inline KCALL_ABI_TAG
