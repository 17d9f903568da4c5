// The environment: looking variables up, and making one for another program.
//
//   int main(int, char**, char** envp) {
//     const kcall::environment variables{envp};
//     if (const auto home = variables.find("HOME")) …
//     for (const kcall::variable v : variables) use(v.name(), v.value());
//   }
#pragma once
#include <kcall/result.hpp>
#include <kcall/types/text_part.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_POINTER_ARITHMETIC_BEGIN

/// How long the name of a variable is: up to the first =, or all of an entry that has none.
KCALL_INLINE constexpr size_t name_length(const char* entry) {
  size_t n = 0;
  while (entry[n] != '\0' && entry[n] != '=') ++n;
  return n;
}

/// Whether `entry` is "NAME=…" with this name.
constexpr bool is_variable(const char* entry, const char* name, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (entry[i] != name[i] || entry[i] == '\0') return false;
  }
  return entry[size] == '=';
}

/// Whether a variable can have this name: it is not empty and has no =.
KCALL_INLINE constexpr bool is_name(const char* name, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (name[i] == '=') return false;
  }
  return size != 0;
}

}  // namespace detail

/// Whether a word of a command line is "NAME=value": it has a =.
KCALL_INLINE constexpr bool is_assignment(const char* word) { return word[detail::name_length(word)] == '='; }

/// One entry of an environment, "NAME=value". An entry without =, which programs can be given, is all name.
class variable {
 public:
  KCALL_INLINE constexpr explicit variable(const char* entry) : entry_(entry), name_(detail::name_length(entry)) {}
  KCALL_INLINE constexpr text_part name() const { return {entry_, name_}; }
  KCALL_INLINE constexpr static_text value() const {
    return static_text(entry_ + name_ + (entry_[name_] == '=' ? 1 : 0));
  }
  /// All of it.
  KCALL_INLINE constexpr static_text entry() const { return static_text(entry_); }

 private:
  const char* entry_;
  size_t name_;
};

/// A view of the variables that a program was given: main's third argument. As a range, it gives each as a `variable`.
class environment {
 public:
  class iterator {
   public:
    KCALL_INLINE constexpr explicit iterator(const char* const* at) : at_(at) {}
    KCALL_INLINE constexpr variable operator*() const { return variable(*at_); }
    KCALL_INLINE constexpr iterator& operator++() {
      ++at_;
      return *this;
    }
    KCALL_INLINE friend constexpr bool operator==(iterator a, iterator b) {
      return b.at_ == nullptr ? *a.at_ == nullptr : a.at_ == b.at_;
    }

   private:
    const char* const* at_;
  };

  KCALL_INLINE constexpr explicit environment(const char* const* envp) : envp_(envp) {}

  KCALL_INLINE constexpr iterator begin() const { return iterator(envp_); }
  KCALL_INLINE constexpr iterator end() const { return iterator(nullptr); }
  KCALL_INLINE constexpr bool empty() const { return *envp_ == nullptr; }
  /// How many entries there are.
  constexpr size_t size() const {
    size_t n = 0;
    while (envp_[n] != nullptr) ++n;
    return n;
  }
  /// As execve(2) takes it: pointers, the last of which is nullptr.
  KCALL_INLINE constexpr const char* const* data() const { return envp_; }

  /// The value of the first variable of this name, as getenv(3); nothing if there is none.
  KCALL_INLINE constexpr found<static_text> find(const char* name) const { return find(static_text(name)); }
  template <detail::characters T>
  KCALL_INLINE constexpr found<static_text> find(const T& name) const {
    const char* const value = find(name.data(), static_cast<size_t>(name.size()));
    if (value == nullptr) return {};
    return static_text(value);
  }

 private:
  constexpr const char* find(const char* name, size_t size) const {
    if (!detail::is_name(name, size)) return nullptr;
    for (const char* const* at = envp_; *at != nullptr; ++at) {
      if (detail::is_variable(*at, name, size)) return *at + size + 1;
    }
    return nullptr;
  }

  const char* const* envp_;
};

/// An environment in the making, over an array of the caller's: entries are pointed to, not copied.
class environment_list {
 public:
  /// `slots` must have room for one pointer more than there will be entries, and outlive the list. Empty at first.
  KCALL_INLINE constexpr environment_list(const char** slots, size_t count) : slots_(slots), room_(count - 1) {
    slots_[0] = nullptr;
  }

  /// Adds all entries of another, as they are. enospc where they do not fit: those that did are there.
  constexpr result<void> copy(environment from) {
    for (const char* const* at = from.data(); *at != nullptr; ++at) {
      if (const auto done = append(*at); !done) return done;
    }
    return {};
  }
  /// Sets a variable, "NAME=value", in the place of the first that has its name or behind the others, as putenv(3).
  /// enospc; einval for an entry without =.
  constexpr result<void> put(const char* entry) {
    const size_t size = detail::name_length(entry);
    if (entry[size] == '\0') return errc::einval;
    for (const char** at = slots_; *at != nullptr; ++at) {
      if (detail::is_variable(*at, entry, size)) {
        *at = entry;
        return {};
      }
    }
    return append(entry);
  }
  /// Removes all variables of this name, if there are any, as unsetenv(3). einval for what cannot be a name.
  constexpr result<void> erase(static_text name) {
    if (!detail::is_name(name.data(), name.size())) return errc::einval;
    const char** to = slots_;
    for (const char** at = slots_; *at != nullptr; ++at) {
      if (!detail::is_variable(*at, name.data(), name.size())) *to++ = *at;
    }
    *to = nullptr;
    size_ = static_cast<size_t>(to - slots_);
    return {};
  }
  constexpr void clear() {
    size_ = 0;
    slots_[0] = nullptr;
  }

  KCALL_INLINE constexpr size_t size() const { return size_; }
  /// As execve(2) takes it.
  KCALL_INLINE constexpr const char* const* data() const { return slots_; }
  KCALL_INLINE constexpr operator environment() const { return environment(slots_); }

 private:
  constexpr result<void> append(const char* entry) {
    if (size_ == room_) return errc::enospc;
    slots_[size_++] = entry;
    slots_[size_] = nullptr;
    return {};
  }

  const char** slots_;
  size_t room_;
  size_t size_ = 0;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
