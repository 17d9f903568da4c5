// Names of system calls from numbers, and numbers from names. The tables themselves, one per ABI, are generated:
// names/<abi>.hpp; names.hpp includes them all.
//
// All ABIs share one pool of names, in alphabetical order; an ABI adds two arrays of 16-bit places in it, one per
// direction. Number to name is two array accesses, name to number a binary search in the pool and one more access:
// short enough for a compiler to do at compile time. No pointers are stored, so nothing needs relocation.
#pragma once
#include <kcall/names/pool.hpp>
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// In a table: no such number, no such name.
inline constexpr uint16_t nothing_there = 0xffff;

/// The table of an ABI; names/<abi>.hpp has it.
template <class ABI>
struct name_table {
  static_assert(never<ABI>,
                "kcall: there is no table of call names for this type: include kcall/names.hpp, or the header of the "
                "ABI under kcall/names/, and name an ABI, such as kcall::abi::x86_64");
};

KCALL_POINTER_ARITHMETIC_BEGIN
KCALL_INLINE constexpr static_text name_of_rank(unsigned rank) {
  const unsigned start = call_name_starts[rank];
  return static_text(call_names + start, call_name_starts[rank + 1] - start - 1U);
}

/// The rank of a name, or nothing_there. Out of line, so that look-ups in several ABIs share it.
KCALL_COLD inline constexpr unsigned rank_of_name(const char* text, size_t size) {
  unsigned low = 0;
  unsigned high = call_name_count;
  while (low < high) {
    const unsigned middle = (low + high) / 2;
    const char* const candidate = call_names + call_name_starts[middle];
    size_t i = 0;
    while (i < size && text[i] == candidate[i]) {
      if (text[i] == '\0') return nothing_there;
      ++i;
    }
    // Names are ASCII, so every character beyond it sorts after them all.
    const int here = i < size ? static_cast<unsigned char>(text[i]) : 0;
    const int there = static_cast<unsigned char>(candidate[i]);
    if (i == size && there == 0) return middle;
    if (here < there) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return nothing_there;
}

template <class ABI>
KCALL_INLINE constexpr found<typename ABI::nr> number_of(const char* text, size_t size) {
  const unsigned rank = rank_of_name(text, size);
  if (rank == nothing_there || name_table<ABI>::number_of[rank] == nothing_there) return {};
  return static_cast<typename ABI::nr>(name_table<ABI>::number_of[rank] | name_table<ABI>::number_bit);
}

template <class ABI>
KCALL_INLINE constexpr unsigned numbers_end() {
  return sizeof(name_table<ABI>::rank_of) / sizeof(uint16_t);
}

/// `number` without the ABI's bit.
template <class ABI>
KCALL_INLINE constexpr found<static_text> name_of(uint32_t number) {
  if (number >= numbers_end<ABI>() || name_table<ABI>::rank_of[number] == nothing_there) return {};
  return name_of_rank(name_table<ABI>::rank_of[number]);
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// The kernel's name of a system call of an ABI, such as "openat"; nothing where the ABI has no such number.
template <class ABI>
KCALL_INLINE constexpr found<static_text> name(typename ABI::nr number) {
  // A bit that every number carries (x32) is part of an enumerator, so one without it is no number of this ABI.
  constexpr uint32_t bit = detail::name_table<ABI>::number_bit;
  const auto plain = static_cast<uint32_t>(number);
  if ((plain & bit) != bit) return {};
  return detail::name_of<ABI>(plain & ~bit);
}
/// The same for a number that comes as a plain integer; x32 numbers with or without the bit 0x40000000.
template <class ABI, integer T>
KCALL_INLINE constexpr found<static_text> name(T number) {
  const auto wide = static_cast<unsigned long long>(number);
  if (number < T(0) || wide > 0xffffffff) return {};
  return detail::name_of<ABI>(static_cast<uint32_t>(wide) & ~detail::name_table<ABI>::number_bit);
}

/// The number of a system call in an ABI, from the kernel's name; nothing where the ABI has no such call.
template <class ABI>
KCALL_INLINE constexpr found<typename ABI::nr> number(const char* name) {
  return detail::number_of<ABI>(name, detail::length(name));
}
template <class ABI, detail::characters T>
KCALL_INLINE constexpr found<typename ABI::nr> number(const T& name) {
  return detail::number_of<ABI>(name.data(), static_cast<size_t>(name.size()));
}

/// One row of calls<ABI>().
template <class ABI>
struct named_call {
  typename ABI::nr number;
  static_text name;
};

/// Every system call of an ABI, by number: `for (auto [number, name] : kcall::calls<kcall::abi::ia32>())`.
template <class ABI>
class calls {
 public:
  using value_type = named_call<ABI>;

  class iterator {
   public:
    using value_type = named_call<ABI>;
    constexpr iterator() = default;
    KCALL_INLINE constexpr explicit iterator(unsigned number) : number_(number) { skip(); }
    KCALL_POINTER_ARITHMETIC_BEGIN
    KCALL_INLINE constexpr value_type operator*() const {
      return {static_cast<typename ABI::nr>(number_ | table::number_bit),
              detail::name_of_rank(table::rank_of[number_])};
    }
    KCALL_INLINE constexpr iterator& operator++() {
      ++number_;
      skip();
      return *this;
    }
    KCALL_INLINE constexpr iterator operator++(int) {
      const iterator before = *this;
      ++*this;
      return before;
    }
    KCALL_INLINE friend constexpr bool operator==(iterator a, iterator b) { return a.number_ == b.number_; }

   private:
    using table = detail::name_table<ABI>;
    KCALL_INLINE constexpr void skip() {
      while (number_ < detail::numbers_end<ABI>() && table::rank_of[number_] == detail::nothing_there) ++number_;
    }
    KCALL_POINTER_ARITHMETIC_END
    unsigned number_ = 0;
  };

  KCALL_INLINE constexpr iterator begin() const { return iterator(0); }
  KCALL_INLINE constexpr iterator end() const { return iterator(detail::numbers_end<ABI>()); }
  KCALL_INLINE static constexpr size_t size() { return detail::name_table<ABI>::count; }
};

}  // namespace kcall::inline KCALL_ABI_TAG
