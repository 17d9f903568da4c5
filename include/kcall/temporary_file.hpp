// Files without a name, and files that get theirs when they are complete.
//
//   auto file = kcall::temporary_file::in(dir);            // an open directory
//   if (!file) return file.error();
//   if (const auto done = kcall::write_all(file->get(), text); !done) return done;
//   return file->replace("config");                        // readers find the old file or all of the new one
//
//   return kcall::replace_file("/etc/motd", text);         // all of that for text at hand
//
// Where the file system has no O_TMPFILE (NFS, FAT, some overlays), the file has a random name from the beginning, and
// loses it at the end of its owner's life; only a crash leaves it behind.
#pragma once
#include <kcall/call/file.hpp>
#include <kcall/call/filesystem.hpp>
#include <kcall/call/random.hpp>
#include <kcall/directory.hpp>
#include <kcall/write_all.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// ".tmp-" and 13 random characters: 64 bits that name no other file.
struct random_name {
  char text[5 + 13 + 1];

  template <gate_like G>
  [[gnu::noinline]] result<void> choose() {
    uint64_t bits;
    for (;;) {
      const auto got = getrandom<G>(&bits, sizeof bits);
      if (got == errc::eintr) continue;
      if (!got) return got.error();
      break;
    }
    KCALL_POINTER_ARITHMETIC_BEGIN
    for (unsigned i = 0; i < 5; ++i) text[i] = ".tmp-"[i];
    for (unsigned i = 0; i < 13; ++i, bits >>= 5) text[5 + i] = "abcdefghijklmnopqrstuvwxyz234567"[bits & 31];
    text[18] = '\0';
    KCALL_POINTER_ARITHMETIC_END
    return {};
  }
};

/// "/proc/self/fd/N".
struct descriptor_path {
  char text[14 + 10 + 1];

  KCALL_POINTER_ARITHMETIC_BEGIN
  explicit descriptor_path(fd f) {
    unsigned size = 0;
    for (; size < 14; ++size) text[size] = "/proc/self/fd/"[size];
    const auto number = static_cast<unsigned>(f.get());
    unsigned unit = 1;
    while (number / unit > 9) unit *= 10;
    for (; unit != 0; unit /= 10) text[size++] = static_cast<char>('0' + number / unit % 10);
    text[size] = '\0';
  }
  KCALL_POINTER_ARITHMETIC_END
};

/// Whether a file system or kernel says that it knows no O_TMPFILE. eisdir: kernels before 3.11 see O_DIRECTORY alone.
KCALL_INLINE bool lacks_tmpfile(result<fd> answer) {
  return answer == errc::eopnotsupp || answer == errc::eisdir || answer == errc::enosys || answer == errc::einval;
}

/// fsync(2), repeated while signals interrupt it. einval: a file or file system that has nothing to flush.
template <gate_like G>
inline result<void> flush_file(fd f) {
  for (;;) {
    const auto flushed = fsync<G>(f);
    if (flushed == errc::eintr) continue;
    if (flushed == errc::einval) return {};
    return flushed;
  }
}

KCALL_POINTER_ARITHMETIC_BEGIN
/// Writes the directory part of `name` to `parent` ("." where there is none), and has `name` point at the rest.
inline result<void> parent_of(const char*& name, char (&parent)[4096]) {
  size_t slash = 0;
  size_t size = 0;
  for (; name[size] != '\0'; ++size) {
    if (size == sizeof parent - 1) return errc::enametoolong;
    parent[size] = name[size];
    if (name[size] == '/') slash = size + 1;
  }
  if (slash == 0) {
    parent[0] = '.';
    slash = 1;
  } else {
    name += slash;
  }
  parent[slash] = '\0';
  return {};
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// An open file, for reading and writing, that nobody else finds until it is given a name; gone with its owner if it is
/// not. Move-only. The directory's descriptor is the caller's and must stay open as long as the file.
template <gate_like G = gate::native>
class basic_temporary_file {
 public:
  KCALL_INLINE basic_temporary_file(basic_temporary_file&& other) noexcept
      : file_(static_cast<unique_fd&&>(other.file_)),
        directory_(other.directory_),
        named_(other.named_),
        linked_(other.linked_) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    for (size_t i = 0; named_ && i < sizeof name_.text; ++i) name_.text[i] = other.name_.text[i];
    KCALL_POINTER_ARITHMETIC_END
    other.named_ = false;
  }
  basic_temporary_file(const basic_temporary_file&) = delete;
  basic_temporary_file& operator=(const basic_temporary_file&) = delete;
  KCALL_INLINE ~basic_temporary_file() {
    if (named_) static_cast<void>(unlinkat<G>(directory_, name_.text));
  }

  /// openat(2): a new file in the open directory `dir`, with these permissions less umask. Errors of openat:
  /// eacces, enospc, erofs, enotdir, emfile, …; without O_TMPFILE those of getrandom too.
  [[gnu::noinline]] static result<basic_temporary_file> in(fd dir, mode permissions = mode{0600}) {
    basic_temporary_file made(dir);
    const auto opened = open(dir, ".", open_flags::tmpfile, permissions);
    if (opened) {
      made.file_ = unique_fd(*opened);
      return made;
    }
    if (!detail::lacks_tmpfile(opened)) return opened.error();
    // Somebody else's file of that name is one chance in 2^64; a file system that lies about it must not hold us.
    for (int attempt = 0; attempt < 16; ++attempt) {
      if (const auto chosen = made.name_.template choose<G>(); !chosen) return chosen.error();
      const auto created = open(dir, made.name_.text, open_flags::creat | open_flags::excl, permissions);
      if (created == errc::eexist) continue;
      if (!created) return created.error();
      made.file_ = unique_fd(*created);
      made.named_ = true;
      return made;
    }
    return errc::eexist;
  }

  KCALL_INLINE fd get() const { return file_.get(); }

  /// linkat(2): gives the file the name `name` in its directory, where there must be none: eexist. Errors of linkat;
  /// enoent where /proc is not mounted and the caller has no CAP_DAC_READ_SEARCH.
  result<void> link(path name) {
    if (!named_) return keep(link_unnamed(name.get()));
    const auto renamed = renameat2<G>(directory_, name_.text, directory_, name, rename_flags::noreplace);
    static_cast<void>(keep(renamed));
    // Not on every file system, nor before 3.15; but where links are, two names for a moment do the same.
    if (renamed != errc::einval && renamed != errc::enosys) return renamed;
    const auto linked = linkat<G>(directory_, name_.text, directory_, name);
    if (!linked) return linked;
    static_cast<void>(keep(linked));
    return unlinkat<G>(directory_, name_.text);
  }

  /// renameat(2): gives the file the name `name` in its directory, in place of what has it. Whoever opens that name
  /// finds the old file or this one. Errors of linkat and renameat.
  result<void> replace(path name) {
    if (!named_) {
      // Nothing has the name in most cases, and what has it is told by this too.
      const auto linked = link_unnamed(name.get());
      if (linked != errc::eexist) return keep(linked);
      if (const auto chosen = name_.template choose<G>(); !chosen) return chosen;
      if (const auto hidden = link_unnamed(name_.text); !hidden) return hidden;
      named_ = true;
    }
    const auto renamed = renameat<G>(directory_, name_.text, directory_, name);
    if (!renamed) return renamed;
    // Where both are names of this file, rename does nothing, and says that it did.
    if (linked_) static_cast<void>(unlinkat<G>(directory_, name_.text));
    return keep(renamed);
  }

 private:
  KCALL_INLINE explicit basic_temporary_file(fd dir) : directory_(dir), named_(false), linked_(false) {}

  /// What a call answered that was to give it a name to keep.
  KCALL_INLINE result<void> keep(result<void> answer) {
    if (answer) {
      named_ = false;
      linked_ = true;
    }
    return answer;
  }

  static result<fd> open(fd dir, const char* name, open_flags how, mode permissions) {
    for (;;) {
      const auto opened = openat<G>(dir, name, open_flags::rdwr | open_flags::cloexec | how, permissions);
      if (opened != errc::eintr) return opened;
    }
  }

  result<void> link_unnamed(const char* name) {
    const auto linked = linkat<G>(file_, "", directory_, name, at_flags::empty_path);
    // enoent is what those get who lack CAP_DAC_READ_SEARCH.
    if (linked != errc::enoent) return linked;
    return linkat<G>(at_fdcwd, detail::descriptor_path(file_).text, directory_, name, at_flags::symlink_follow);
  }

  unique_fd file_;
  fd directory_;
  /// It has the name below, and loses it in the end.
  bool named_;
  /// It has been given a name to keep.
  bool linked_;
  detail::random_name name_;
};
using temporary_file = basic_temporary_file<>;

/// Puts a file with this content in the place of `name` in the open directory `dir`: written, flushed to the
/// device, then renamed, so that after a crash too there is the old file or all of the new one. Permissions less umask;
/// owner and permissions of the old file are not kept, and a symbolic link of that name is itself replaced. Errors of
/// openat, write, fsync, linkat and renameat; after any of them the old file is as it was, but for an error of the last
/// flush, that of the directory.
template <gate_like G = gate::native>
[[gnu::noinline]] inline result<void> replace_file(fd dir, path name, const_buffer content,
                                                   mode permissions = mode{0666}) {
  auto file = basic_temporary_file<G>::in(dir, permissions);
  if (!file) return file.error();
  if (const auto written = write_all<G>(file->get(), content); !written) return written;
  if (const auto flushed = detail::flush_file<G>(file->get()); !flushed) return flushed;
  if (const auto replaced = file->replace(name); !replaced) return replaced;
  return detail::flush_file<G>(dir);
}

/// The same for a path: the directory is that of its last part. enametoolong from 4096 bytes on, and errors of opening
/// the directory.
template <gate_like G = gate::native>
[[gnu::noinline]] inline result<void> replace_file(path name, const_buffer content, mode permissions = mode{0666}) {
  char parent[4096];
  const char* last = name.get();
  if (const auto split = detail::parent_of(last, parent); !split) return split;
  const auto opened = detail::open_directory<G>(at_fdcwd, parent, {});
  if (!opened) return opened.error();
  const unique_fd parent_fd(*opened);
  return replace_file<G>(parent_fd.get(), last, content, permissions);
}

}  // namespace kcall::inline KCALL_ABI_TAG
