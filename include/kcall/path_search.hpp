// Finding programs by name in the directories of PATH, and starting them, as execvp(3) does.
//
//   const auto failed = kcall::exec_by_name("ls", argv, envp, kcall::environment{envp}.find("PATH"));
#pragma once
#include <kcall/call/exec.hpp>
#include <kcall/types/bytes.hpp>
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Where to look when PATH is not set: confstr(3)'s _CS_PATH.
inline constexpr char default_path[] = "/bin:/usr/bin";

KCALL_POINTER_ARITHMETIC_BEGIN

/// The paths under which a program of that name may be: one for each directory of PATH, or the name itself if it has a
/// slash. An empty directory is the current one, as POSIX has it. The calls it makes: none.
class path_search {
 public:
  /// `storage` holds one path at a time and must, as both texts, outlive the search. Nothing found in the environment
  /// is the default path; an empty PATH is the current directory.
  KCALL_INLINE path_search(static_text name, found<static_text> directories, mutable_buffer storage)
      : name_(name.data()),
        name_size_(name.size()),
        next_(directories ? directories->data() : default_path),
        storage_(static_cast<char*>(storage.data())),
        room_(storage.size()) {
    for (size_t i = 0; i < name_size_; ++i) {
      if (name_[i] == '/') direct_ = true;
    }
    if (name_size_ == 0) next_ = nullptr;
  }

  /// The next path, or nullptr when all have been given. Paths too long for the storage are left out: with path_max
  /// bytes, those the kernel would refuse.
  const char* next() {
    while (next_ != nullptr) {
      const char* const from = next_;
      if (direct_) {
        next_ = nullptr;
        return name_;
      }
      size_t size = 0;
      while (from[size] != '\0' && from[size] != ':') ++size;
      next_ = from[size] == ':' ? from + size + 1 : nullptr;
      const size_t slash = size != 0 ? 1 : 0;
      if (name_size_ >= room_ || size + slash >= room_ - name_size_) continue;
      detail::move_lower(storage_, from, size);
      if (slash != 0) storage_[size] = '/';
      detail::move_lower(storage_ + size + slash, name_, name_size_ + 1);
      return storage_;
    }
    return nullptr;
  }

 private:
  const char* name_;
  size_t name_size_;
  const char* next_;
  char* storage_;
  size_t room_;
  bool direct_ = false;
};

namespace detail {

/// Whether a search goes on after this error: the program may be in another directory. execvp(3).
KCALL_INLINE constexpr bool is_elsewhere(errc error) {
  return error == errc::eacces || error == errc::enoent || error == errc::estale || error == errc::enotdir ||
         error == errc::enodev || error == errc::etimedout;
}

/// How many words the shell needs for a script that gets `argv`, nullptr included.
KCALL_INLINE size_t script_words(const char* const* argv) {
  size_t size = 3;
  while (argv[0] != nullptr && argv[size - 2] != nullptr) ++size;
  return size;
}

/// Has the shell run a script that does not say who is to: `argv` with "/bin/sh" and the path in front, in `words`.
template <gate_like G>
KCALL_COLD result<void> exec_script(const char** words, size_t size, const char* script, const char* const* argv,
                                    const char* const* envp) {
  words[size - 1] = nullptr;
  // From the end, one by one: a stack that is too small for them is left through its guard, not past it.
  for (size_t i = size - 2; i > 1; --i) {
    words[i] = argv[i - 1];
    asm volatile("" ::: "memory");
  }
  words[1] = script;
  words[0] = "/bin/sh";
  return execve<G>("/bin/sh", words, envp);
}

// The kernel has just counted as many pointers and found that they fit a quarter of the stack (e2big otherwise), so
// that their copy does, too. Not from mmap: after vfork, nobody would unmap that from the parent.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
template <gate_like G>
KCALL_COLD result<void> exec_script(const char* script, const char* const* argv, const char* const* envp) {
  const size_t size = script_words(argv);
  return exec_script<G>(static_cast<const char**>(__builtin_alloca(size * sizeof(const char*))), size, script, argv,
                        envp);
}
#pragma GCC diagnostic pop

/// exec_by_name() with another way to have a script run: run_script(path).
template <gate_like G, class F>
KCALL_INLINE result<void> exec_found(static_text name, const char* const* argv, const char* const* envp,
                                     found<static_text> directories, F&& run_script) {
  char storage[path_max];
  path_search paths{name, directories, storage};
  errc answer = errc::enoent;
  while (const char* const path = paths.next()) {
    const bool named = path == name.data();
    if (!named && name.size() > 255) return errc::enametoolong;
    auto failed = execve<G>(path, argv, envp);
    if (failed == errc::enoexec) failed = run_script(path);
    if (named || !is_elsewhere(failed.error())) return failed;
    if (answer != errc::eacces) answer = failed.error();
  }
  return answer;
}

}  // namespace detail

/// execvp(3): replaces the program by the one called `name`, found in `directories` (nothing is the default path)
/// unless it has a slash. A file that is executable but no program the kernel knows (enoexec) goes to /bin/sh. Returns
/// only if that failed: enoent if there is no such program, eacces if there is one that may not be run and none that
/// may, enametoolong for a name beyond 255 bytes without a slash; other errors of execve.
template <gate_like G = gate::native>
inline result<void> exec_by_name(static_text name, const char* const* argv, const char* const* envp,
                                 found<static_text> directories) {
  return detail::exec_found<G>(name, argv, envp, directories,
                               [&](const char* script) { return detail::exec_script<G>(script, argv, envp); });
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
