// The rows of ls -l, in columns that are as wide as what is in them.
#pragma once
#include "owners.hpp"
#include "when.hpp"

#include <kcall/call/stat.hpp>
#include <kcall/call/time.hpp>
#include <kcall/types/dirent.hpp>
#include <kcall/writer.hpp>

namespace ls {

inline unsigned digits(kcall::uint64_t value) {
  unsigned count = 1;
  for (kcall::uint64_t unit = 10; value >= unit && count < 20; unit *= 10) ++count;
  return count;
}

inline bool is_device(const kcall::stat_t& s) { return kcall::is_character_device(s) || kcall::is_block_device(s); }

/// "drwxr-xr-x"
struct mode_text {
  explicit mode_text(kcall::uint32_t mode) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    text[0] = "?pc?d?b?-?l?s???"[mode >> 12 & 15];
    for (unsigned i = 0; i < 9; ++i) text[1 + i] = (mode >> (8 - i) & 1) != 0 ? "rwx"[i % 3] : '-';
    // Set-user-id, set-group-id and sticky take the place of an x, in capitals where there is none.
    for (unsigned i = 0; i < 3; ++i) {
      if ((mode >> (11 - i) & 1) != 0) text[3 + 3 * i] = (text[3 + 3 * i] == 'x' ? "sst" : "SST")[i];
    }
    text[10] = '\0';
    KCALL_POINTER_ARITHMETIC_END
  }
  char text[11];
};

/// How wide the columns are.
struct columns {
  unsigned links = 0, owner = 0, group = 0, size = 0, device_major = 0, device_minor = 0;
};

class rows {
 public:
  /// With `numbers`, users and groups go without names.
  rows(kcall::writer& out, bool numbers) : out_(out), numbers_(numbers) {}

  /// Makes room for one more row.
  void measure(const kcall::stat_t& s, columns& widths) {
    const name user = owner(s), group_name = group(s);
    widen(widths.links, digits(s.st_nlink));
    widen(widths.owner, user.length != 0 ? user.length : digits(s.st_uid));
    widen(widths.group, group_name.length != 0 ? group_name.length : digits(s.st_gid));
    if (is_device(s)) {
      widen(widths.device_major, digits(kcall::device_major(s.st_rdev)));
      widen(widths.device_minor, digits(kcall::device_minor(s.st_rdev)));
      // Both numbers with a comma and a space stand where others have their size.
      widen(widths.size, widths.device_major + 2 + widths.device_minor);
    } else {
      widen(widths.size, digits(static_cast<kcall::uint64_t>(s.st_size)));
    }
  }

  /// A row up to and with the name; the line's end is the caller's.
  void print(const char* shown, const kcall::stat_t& s, const columns& widths) {
    put("{} {:>{}} ", mode_text(s.st_mode).text, s.st_nlink, widths.links);
    print_id(owner(s), s.st_uid, widths.owner);
    print_id(group(s), s.st_gid, widths.group);
    if (is_device(s)) {
      put("{:>{}}, {:>{}} ", kcall::device_major(s.st_rdev), widths.size - 2 - widths.device_minor,
          kcall::device_minor(s.st_rdev), widths.device_minor);
    } else {
      put("{:>{}} ", static_cast<kcall::uint64_t>(s.st_size), widths.size);
    }
    // What has changed since the clock was read is not of the future.
    if (s.st_mtim.tv_sec >= now_.tv_sec) {
      if (const auto now = kcall::clock_gettime(kcall::clock::realtime)) now_ = *now;
    }
    print_time(out_, s.st_mtim, now_);
    put(" {}", shown);
  }

  /// The row of something of which only the name is known, and perhaps the type.
  void print_unknown(const char* shown, kcall::dirent_type type, const columns& widths) {
    put("{}????????? {:>{}} {:<{}} {:<{}} {:>{}} {:>12} {}",
        mode_text(static_cast<kcall::uint32_t>(type) << 12).text[0], "?", widths.links, "?", widths.owner, "?",
        widths.group, "?", widths.size, "?", shown);
  }

 private:
  static void widen(unsigned& width, kcall::size_t size) {
    if (width < size) width = static_cast<unsigned>(size);
  }
  name owner(const kcall::stat_t& s) { return numbers_ ? name{"", 0} : users_.of(s.st_uid); }
  name group(const kcall::stat_t& s) { return numbers_ ? name{"", 0} : groups_.of(s.st_gid); }

  void print_id(name text, kcall::uint32_t id, unsigned width) {
    if (text.length != 0) {
      put("{:<{}} ", text, width);
    } else {
      put("{:>{}} ", id, width);
    }
  }

  template <class... A>
  void put(kcall::format_for<A...> text, const A&... values) {
    // The writer keeps the first error for the end.
    static_cast<void>(kcall::print(out_, text, values...));
  }

  kcall::writer& out_;
  bool numbers_;
  // Before any time that there is, so that the clock is read for the first file.
  kcall::timespec now_{first_second, 0};
  owners users_{"/etc/passwd"};
  owners groups_{"/etc/group"};
};

}  // namespace ls
