// ls: lists files and directories, one name a line, in bytewise order.
//
// What it shows is what coreutils' ls shows in the C locale and in UTC when its output is not a terminal, except that
// there is no "+" for access control lists. Exit status as there: 0; 1 where something in a directory could not be
// looked at; 2 where an operand could not, the options are wrong, or the output could not be written.
#include "growing.hpp"
#include "ls/rows.hpp"

#include <kcall/directory.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/options.hpp>
#include <kcall/print.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/writer.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::print;
using kcall::stat_t;

constexpr char help[] =
    "usage: ls [OPTION]... [FILE]...\n"
    "  -a, --all              also names that begin with a dot\n"
    "  -A, --almost-all       the same without . and ..\n"
    "  -d, --directory        directories themselves, not what is in them\n"
    "  -l                     with type, permissions, links, owner, group, size and time\n"
    "  -n, --numeric-uid-gid  the same with numbers of owner and group\n"
    "  -1                     one name a line, as always\n"
    "      --help             print this\n";

struct wanted {
  bool all = false;
  bool almost_all = false;
  bool directories_themselves = false;
  bool details = false;
  bool numbers = false;
};

struct entry {
  const char* name;
  kcall::dirent_type type;
  friend bool operator<(const entry& a, const entry& b) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    kcall::size_t i = 0;
    while (a.name[i] == b.name[i] && a.name[i] != '\0') ++i;
    return static_cast<unsigned char>(a.name[i]) < static_cast<unsigned char>(b.name[i]);
    KCALL_POINTER_ARITHMETIC_END
  }
};

/// An entry's status, where it could be had.
struct details {
  stat_t status;
  bool known;
};

bool is_dots(const char* name) { return kcall::static_text(name) == "." || kcall::static_text(name) == ".."; }

class lister {
 public:
  explicit lister(wanted options) : options_(options), out_(kcall::stdout_fd, storage_), rows_(out_, options.numbers) {}

  /// Everything that was asked for; the exit status.
  int run(kcall::options words);

 private:
  void complain(const char* where, const char* name, errc error, int status);
  [[noreturn]] void fail(const char* about, errc error);
  void operand(const char* name);
  void directory(const char* name, bool with_name);
  void read(fd from, const char* name);
  void show(fd where, const char* directory_name, const growing::list<entry>& entries, growing::list<details>& all,
            bool total);
  void look_at(fd where, const char* directory_name, const growing::list<entry>& entries, growing::list<details>& all);
  void target(fd where, const char* directory_name, const char* name);
  void put(const char* text) { static_cast<void>(out_.write(kcall::static_text(text))); }

  wanted options_;
  int status_ = 0;
  bool first_ = true;
  growing::list<entry> files_;
  growing::list<details> files_details_;
  ls::columns operand_widths_;
  growing::list<entry> directories_;
  // Of the directory at hand: what getdents64 wrote, and the entries that are shown.
  kcall::pages names_;
  growing::list<entry> entries_;
  growing::list<details> entries_details_;
  kcall::writer out_;
  ls::rows rows_;
  char storage_[32768];
};

void lister::complain(const char* where, const char* name, errc error, int status) {
  if (status_ < status) status_ = status;
  if (where == nullptr) return kcall::report("ls", name, error);
  char path[4096];
  const auto joined = kcall::format_to(path, "{}/{}", where, name);
  kcall::report("ls", joined, error);
}

void lister::fail(const char* about, errc error) {
  static_cast<void>(out_.flush());
  complain(nullptr, about, error, 2);
  kcall::exit_group(2);
}

int lister::run(kcall::options words) {
  kcall::size_t count = 0;
  growing::list<entry> operands;
  while (const int option = words.next()) {
    if (option != kcall::options::operand) continue;
    ++count;
    if (const auto room = operands.add({words.value().data(), {}}); !room) fail("memory", room.error());
  }
  if (count == 0) {
    operand(".");
  } else {
    operands.sort();
    for (const entry& one : operands) operand(one.name);
  }
  if (files_.size() != 0) {
    show(kcall::at_fdcwd, nullptr, files_, files_details_, false);
    // Whether or not one of them can be opened.
    if (directories_.size() != 0) put("\n");
  }
  for (const entry& one : directories_) directory(one.name, count > 1);
  if (const auto done = out_.flush(); !done) complain(nullptr, "standard output", done.error(), 2);
  return status_;
}

/// Finds out whether it is a directory to be listed. A symbolic link to one is, unless details are asked for.
void lister::operand(const char* name) {
  details found;
  found.known = true;
  const bool follow = !options_.details && !options_.directories_themselves;
  auto seen = kcall::fstatat(kcall::at_fdcwd, name, found.status,
                             follow ? kcall::at_flags{} : kcall::at_flags::symlink_nofollow);
  if (follow && (seen ? !kcall::is_directory(found.status) : seen == errc::enoent)) {
    seen = kcall::fstatat(kcall::at_fdcwd, name, found.status, kcall::at_flags::symlink_nofollow);
  }
  if (!seen) return complain(nullptr, name, seen.error(), 2);
  // The columns are as wide as those of all operands, listed or not.
  if (options_.details) rows_.measure(found.status, operand_widths_);
  const bool listed = kcall::is_directory(found.status) && !options_.directories_themselves;
  auto added = (listed ? directories_ : files_).add({name, {}});
  if (added && !listed) added = files_details_.add(found);
  if (!added) fail("memory", added.error());
}

void lister::directory(const char* name, bool with_name) {
  const auto opened = kcall::open_directory(name);
  if (!opened) return complain(nullptr, name, opened.error(), 2);
  const kcall::unique_fd from(*opened);
  if (with_name) {
    put(first_ ? "" : "\n");
    put(name);
    put(":\n");
  }
  first_ = false;
  read(from, name);
  entries_.sort();
  show(from, name, entries_, entries_details_, options_.details);
}

/// All entries of an open directory that are to be shown.
void lister::read(fd from, const char* name) {
  constexpr kcall::size_t at_once = 32768;
  kcall::size_t filled = 0;
  for (;;) {
    if (const auto room = growing::reserve(names_, filled + at_once); !room) fail(name, room.error());
    KCALL_POINTER_ARITHMETIC_BEGIN
    const auto got = kcall::getdents64(from, names_.data() + filled, at_once);
    KCALL_POINTER_ARITHMETIC_END
    if (got == errc::eintr) continue;
    // enoent: it has been removed, so nothing is in it.
    if (!got && got != errc::enoent) complain(nullptr, name, got.error(), 2);
    if (!got || *got == 0) break;
    filled += *got;
  }
  entries_.clear();
  for (const auto& found : kcall::dirent_range(names_.data(), filled)) {
    const char* const one = found.d_name();
    if (*one == '.' && !options_.all && (!options_.almost_all || is_dots(one))) continue;
    if (const auto room = entries_.add({one, found.d_type}); !room) fail(name, room.error());
  }
}

void lister::show(fd where, const char* directory_name, const growing::list<entry>& entries,
                  growing::list<details>& all, bool total) {
  if (!options_.details) {
    for (const entry& e : entries) {
      put(e.name);
      put("\n");
    }
    return;
  }
  // Operands have been looked at already.
  if (directory_name != nullptr) look_at(where, directory_name, entries, all);
  ls::columns widths = directory_name == nullptr ? operand_widths_ : ls::columns{};
  kcall::uint64_t blocks = 0;
  for (const details& d : all) {
    if (!d.known) continue;
    blocks += static_cast<kcall::uint64_t>(d.status.st_blocks);
    rows_.measure(d.status, widths);
  }
  // Of 1024 bytes, where the kernel's have 512.
  if (total) static_cast<void>(print(out_, "total {}\n", (blocks + 1) / 2));
  const details* d = all.begin();
  for (const entry& e : entries) {
    if (d->known) {
      rows_.print(e.name, d->status, widths);
      if (kcall::is_symlink(d->status)) target(where, directory_name, e.name);
    } else {
      rows_.print_unknown(e.name, e.type, widths);
    }
    put("\n");
    KCALL_POINTER_ARITHMETIC_BEGIN
    ++d;
    KCALL_POINTER_ARITHMETIC_END
  }
}

void lister::look_at(fd where, const char* directory_name, const growing::list<entry>& entries,
                     growing::list<details>& all) {
  all.clear();
  for (const entry& e : entries) {
    details found;
    const auto seen = kcall::fstatat(where, e.name, found.status, kcall::at_flags::symlink_nofollow);
    found.known = seen.has_value();
    if (!seen) complain(directory_name, e.name, seen.error(), 1);
    if (const auto room = all.add(found); !room) fail(directory_name, room.error());
  }
}

/// What a symbolic link points at.
void lister::target(fd where, const char* directory_name, const char* name) {
  char text[4096];
  const auto size = kcall::readlinkat(where, name, text);
  if (size) {
    put(" -> ");
    static_cast<void>(out_.write({text, *size}));
  } else {
    complain(directory_name, name, size.error(), directory_name == nullptr ? 2 : 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  kcall::options in{argc, argv, help};
  wanted options;
  while (const int option = in.next()) {
    switch (option) {
      case 'a':
        options.all = true;
        break;
      case 'A':
        options.almost_all = true;
        options.all = false;
        break;
      case 'd':
        options.directories_themselves = true;
        break;
      case 'n':
        options.numbers = true;
        options.details = true;
        break;
      case 'l':
        options.details = true;
        break;
      case kcall::long_option(help, "help"):
        return print(kcall::stdout_fd, "{}", in.help()) ? 0 : 2;
      case kcall::options::bad:
        kcall::report("ls", in.name(), in.complaint());
        return 2;
      default:
        break;
    }
  }
  lister all(options);
  // Not returned: that would unmap, one by one, what the kernel is about to forget as a whole.
  kcall::exit_group(all.run(kcall::options{argc, argv, help}));
}
