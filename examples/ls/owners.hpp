// Names of users and groups, from /etc/passwd and /etc/group: no directory services, no libc.
#pragma once
#include <kcall/mapped_file.hpp>
#include <kcall/parse.hpp>

namespace ls {

/// A piece of a file that is mapped as long as the program runs; none: size 0.
struct name {
  using value_type = char;
  const char* text;
  kcall::size_t length;
  const char* data() const { return text; }
  kcall::size_t size() const { return length; }
};

/// The names in one of the two files, whose lines both begin with "name:password:id". The file is mapped when the first
/// name is asked for; where it cannot be, nobody has a name.
class owners {
 public:
  explicit owners(const char* file) : file_(file) {}
  owners(const owners&) = delete;
  owners& operator=(const owners&) = delete;

  KCALL_POINTER_ARITHMETIC_BEGIN
  name of(kcall::uint32_t id) {
    // Most directories have few owners.
    for (unsigned i = 0; i < used_; ++i) {
      if (known_[i].id == id) return known_[i].found;
    }
    if (!mapped_) {
      mapped_ = true;
      if (auto made = kcall::map_file(file_)) text_ = static_cast<kcall::mapped_file&&>(*made);
    }
    const entry fresh{id, search(id)};
    if (used_ < sizeof known_ / sizeof *known_) ++used_;
    for (unsigned i = used_ - 1; i != 0; --i) known_[i] = known_[i - 1];
    known_[0] = fresh;
    return fresh.found;
  }

 private:
  struct entry {
    kcall::uint32_t id;
    name found;
  };

  name search(kcall::uint32_t id) const {
    const char* at = text_.begin();
    while (at != text_.end()) {
      const char* const line = at;
      const char* colon[3];
      unsigned colons = 0;
      for (; at != text_.end() && *at != '\n'; ++at) {
        if (*at == ':' && colons < 3) colon[colons++] = at;
      }
      if (at != text_.end()) ++at;
      // "+" and "-" stand for entries of other sources.
      if (colons < 3 || *line == '+' || *line == '-') continue;
      const auto size = static_cast<kcall::size_t>(colon[2] - colon[1] - 1);
      if (kcall::parse<kcall::uint32_t>({colon[1] + 1, size}) == id) {
        return {line, static_cast<kcall::size_t>(colon[0] - line)};
      }
    }
    return {"", 0};
  }
  KCALL_POINTER_ARITHMETIC_END

  const char* file_;
  kcall::mapped_file text_;
  bool mapped_ = false;
  unsigned used_ = 0;
  entry known_[16];
};

}  // namespace ls
