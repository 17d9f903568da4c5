// A file's time as ls shows it in the C locale, in UTC.
#pragma once
#include <kcall/print.hpp>
#include <kcall/types/time.hpp>

namespace ls {

/// Divides, without the 64-bit division that ia32 would need libgcc for. `by` has at most 16 bits.
inline kcall::uint32_t divide(kcall::uint64_t& value, kcall::uint32_t by) {
  kcall::uint64_t quotient = 0;
  kcall::uint32_t rest = 0;
  for (int shift = 48; shift >= 0; shift -= 16) {
    rest = rest << 16 | (static_cast<kcall::uint32_t>(value >> shift) & 0xffff);
    quotient = quotient << 16 | rest / by;
    rest %= by;
  }
  value = quotient;
  return rest;
}

/// A moment in the proleptic Gregorian calendar, UTC.
struct civil {
  kcall::int64_t year;
  kcall::uint32_t month;  // 0: January
  kcall::uint32_t day;
  kcall::uint32_t hour;
  kcall::uint32_t minute;
};

/// Seconds since 1970 that have a year which fits an int once 1900 is subtracted: what a C library can show.
constexpr kcall::int64_t first_second = -67768040609740800;
constexpr kcall::int64_t last_second = 67768036191676799;

/// `seconds` must lie between these two.
inline civil civil_from(kcall::int64_t seconds) {
  // The calendar repeats every 400 years, 146097 days. Counted from a March 1st so long ago that nothing is negative,
  // the leap day is the last of its year, century, and 400 years.
  constexpr kcall::int64_t eras = 5'400'000;
  constexpr kcall::int64_t from_march_1st_0000 = 719468;
  auto rest = static_cast<kcall::uint64_t>(seconds + (eras * 146097 + from_march_1st_0000) * 86400);
  divide(rest, 60);
  const auto minute = divide(rest, 60);
  const auto hour = divide(rest, 24);
  // 146097 is 3 times 48699.
  const auto third = divide(rest, 3);
  const auto day_of_era = divide(rest, 48699) * 3 + third;
  const auto year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  // From March on, months of 31, 30, 31, 30, 31 days come round every 153.
  const auto month = (5 * day_of_year + 2) / 153;
  const auto day = day_of_year - (153 * month + 2) / 5 + 1;
  const auto year = (static_cast<kcall::int64_t>(rest) - eras) * 400 + year_of_era;
  return {year + (month >= 10), month >= 10 ? month - 10 : month + 2, day, hour, minute};
}

/// Twelve characters: "Nov 21 17:30" for the last half year, "Nov 21  2024" for the rest and for the future; more for
/// years beyond 9999. A time that no calendar of a C library has is shown as a number.
template <class Out>
void print_time(Out& out, const kcall::timespec& time, const kcall::timespec& now) {
  if (time.tv_sec < first_second || time.tv_sec > last_second) {
    static_cast<void>(kcall::print(out, "{:>12}", time.tv_sec));
    return;
  }
  const auto shown = civil_from(time.tv_sec);
  const auto before = [](kcall::int64_t seconds, kcall::int64_t nanoseconds, const kcall::timespec& b) {
    return seconds < b.tv_sec || (seconds == b.tv_sec && nanoseconds < b.tv_nsec);
  };
  // Half of the Gregorian year.
  const bool recent = before(now.tv_sec - 31556952 / 2, now.tv_nsec, time) && before(time.tv_sec, time.tv_nsec, now);
  KCALL_POINTER_ARITHMETIC_BEGIN
  const kcall::static_text month(&"Jan\0Feb\0Mar\0Apr\0May\0Jun\0Jul\0Aug\0Sep\0Oct\0Nov\0Dec"[4 * shown.month], 3);
  KCALL_POINTER_ARITHMETIC_END
  static_cast<void>(kcall::print(out, "{} {:>2} ", month, shown.day));
  if (recent) {
    static_cast<void>(kcall::print(out, "{:02}:{:02}", shown.hour, shown.minute));
  } else {
    static_cast<void>(kcall::print(out, " {:04}", shown.year));
  }
}

}  // namespace ls
