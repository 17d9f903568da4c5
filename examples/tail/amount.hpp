// How much of each file tail shows, and how the command line says so.
#pragma once
#include <kcall/parse.hpp>
#include <kcall/types/text.hpp>

namespace tail {

/// The last `count` lines or bytes, or with from_start all from the count-th on.
struct amount {
  kcall::uint64_t count = 10;
  bool lines = true;
  bool from_start = false;
};

KCALL_POINTER_ARITHMETIC_BEGIN

/// "5", "2K", "3MB", …: digits and a unit, b for 512 or one of k, K, m, M, G, T, P and E; these alone or with iB are
/// powers of 1024, with B of 1000. einval; erange from 2^64 on.
inline kcall::parsed<kcall::uint64_t> parse_size(const char* text) {
  kcall::size_t digits = 0;
  while (text[digits] >= '0' && text[digits] <= '9') ++digits;
  auto number = kcall::parse<kcall::uint64_t>({text, digits});
  const char* const unit = text + digits;
  if (!number || *unit == '\0') return number;
  if (kcall::static_text(unit) == "b") {
    if (*number >> 55 != 0) return kcall::errc::erange;
    return *number * 512;
  }
  const kcall::static_text rest(unit + 1);
  const unsigned base = rest == "B" ? 1000 : 1024;
  constexpr char letters[] = "kKmMGTPE";
  constexpr unsigned char powers[] = {1, 1, 2, 2, 3, 4, 5, 6};
  unsigned which = 0;
  while (which < 8 && letters[which] != *unit) ++which;
  if (which == 8 || (base == 1024 && rest != "" && rest != "iB")) return kcall::errc::einval;
  for (unsigned power = powers[which]; power != 0; --power) {
    // No 64-bit division, which ia32 would need libgcc for: what does not fit once multiplied by 1024.
    if (*number >> 54 != 0) return kcall::errc::erange;
    number = *number * base;
  }
  return number;
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace tail
