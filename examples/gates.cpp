// gates: what each way into the kernel costs on this machine: every gate of this target, the vDSO, glibc's wrappers and
// its syscall(), beside the bare instruction written inline by hand.
//
// One sample times a batch of calls that takes about 40 microseconds. The contenders take turns, sample by sample, so
// that a machine that changes its speed does so under all of them. The table shows each one's 10th percentile: what a
// call costs when nothing disturbs it.
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <kcall/arguments.hpp>
#include <kcall/error_text.hpp>
#include <kcall/gate/vdso.hpp>
#include <kcall/kcall.hpp>
#include <kcall/probe.hpp>
#include <string>
#include <vector>
#if __has_include(<gnu/libc-version.h>)
#include <gnu/libc-version.h>
#endif

#include "gates_bare.hpp"
#include "gates_machine.hpp"

namespace {

namespace gate = kcall::gate;
using kcall::errc;

constexpr char usage[] =
    "usage: gates [--samples N | --quick] [--help]\n"
    "\n"
    "Measures what each way into the kernel costs here: nanoseconds for each call, and how many times the bare\n"
    "instruction that is, as the 10th percentile of interleaved samples.\n"
    "\n"
    "  --samples N  samples for each figure, 1 to 100000 (1000 if not given; below 300, do not quote the figures)\n"
    "  --quick      the same as --samples 300\n"
    "  --help       this text\n"
    "\n"
    "Exit status: 0; 1 if the table could not be written; 2 for bad arguments.\n";

// ---- what is called -------------------------------------------------------------------------------------------------

/// What the calls work on. Below 4 GiB where possible, for int $0x80.
struct places {
  char byte;
  kcall::timespec now;
};
struct where {
  int null_device;
  places* place;
};

enum column : std::size_t { getppid_column, write_column, clock_column, columns };

// A contender has three functions that make one call each and return the kernel's word.

template <class B>
struct by_hand {
  template <class N>
  static constexpr long clock_number(N) {
    if constexpr (requires { N::clock_gettime64; }) {
      return static_cast<long>(N::clock_gettime64);
    } else {
      return static_cast<long>(N::clock_gettime);
    }
  }
  using nr = typename B::abi::nr;
  [[gnu::always_inline]] static long getppid(const where&) { return B::call(static_cast<long>(nr::getppid)); }
  [[gnu::always_inline]] static long write(const where& w) {
    return B::call(static_cast<long>(nr::write), w.null_device, &w.place->byte, 1);
  }
  [[gnu::always_inline]] static long clock(const where& w) {
    return B::call(clock_number(nr{}), CLOCK_MONOTONIC, &w.place->now);
  }
};

template <class G>
struct through_gate {
  [[gnu::always_inline]] static long getppid(const where&) { return kcall::getppid<G>().get(); }
  [[gnu::always_inline]] static long write(const where& w) {
    return kcall::write<G>(kcall::fd{w.null_device}, &w.place->byte, 1).word();
  }
  [[gnu::always_inline]] static long clock(const where& w) {
    return kcall::clock_gettime<G>(kcall::clock::monotonic, w.place->now).word();
  }
};

struct libc_wrapper {
  [[gnu::always_inline]] static long getppid(const where&) { return ::getppid(); }
  [[gnu::always_inline]] static long write(const where& w) { return ::write(w.null_device, &w.place->byte, 1); }
  [[gnu::always_inline]] static long clock(const where&) {
    ::timespec now;
    return ::clock_gettime(CLOCK_MONOTONIC, &now);
  }
};

struct libc_syscall {
  [[gnu::always_inline]] static long getppid(const where&) { return ::syscall(SYS_getppid); }
  [[gnu::always_inline]] static long write(const where& w) {
    return ::syscall(SYS_write, w.null_device, &w.place->byte, 1);
  }
  [[gnu::always_inline]] static long clock(const where& w) {
    return ::syscall(by_hand<bare::native>::clock_number(gate::native::abi::nr{}), CLOCK_MONOTONIC, &w.place->now);
  }
};

using batch = void (*)(const where&, unsigned long);

template <long (*call)(const where&)>
[[gnu::noinline]] void repeat(const where& w, unsigned long times) {
  const where local = w;
  for (; times != 0; --times) static_cast<void>(call(local));
}

struct cell {
  batch run = nullptr;
  unsigned long calls = 1;
  std::vector<double> samples{};
  double nanoseconds = 0;
};

struct row {
  std::string name;
  /// Why there are no figures; empty if there are.
  std::string absent;
  std::array<cell, columns> cells{};
};

/// Says what is wrong if the calls do not do what they should: then there is nothing to measure.
template <class C>
std::string checked(const where& w) {
  if (C::getppid(w) != ::getppid()) return "not here: getppid answers wrongly";
  if (C::write(w) != 1) return "not here: write does not write";
  w.place->now = {-1, -1};
  if (C::clock(w) != 0) return "not here: no clock_gettime";
  return {};
}

template <class C>
row make_row(const std::string& name, const where& w, const std::string& absent = {}) {
  row made{name, absent};
  if (made.absent.empty()) made.absent = checked<C>(w);
  made.cells[getppid_column].run = repeat<C::getppid>;
  made.cells[write_column].run = repeat<C::write>;
  made.cells[clock_column].run = repeat<C::clock>;
  return made;
}

std::string signal_name(int number) {
  switch (number) {
    case SIGILL:
      return "SIGILL";
    case SIGSEGV:
      return "SIGSEGV";
    case SIGSYS:
      return "SIGSYS";
    case SIGTRAP:
      return "SIGTRAP";
    default:
      return "signal " + std::to_string(number);
  }
}

/// Empty if a gate works; otherwise what happens to a child that tries it.
template <class G>
std::string absence() {
  if (kcall::available<G>()) return {};
  const pid_t child = fork();
  if (child < 0) return "not here";
  if (child == 0) {
    const long word = kcall::call<G>(kcall::nr<G>::getpid, -1, -1, -1, -1, -1, -1).word();
    _exit(word < 0 && word > -255 ? static_cast<int>(-word) : 255);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) return "not here";
  if (WIFSIGNALED(status)) return "not here: raises " + signal_name(WTERMSIG(status));
  if (WEXITSTATUS(status) == 255) return "not here: answers something else";
  return std::string("not here: answers ") + kcall::name_or_number(static_cast<errc>(WEXITSTATUS(status))).c_str();
}

std::string libc_name() {
#if __has_include(<gnu/libc-version.h>)
  return "glibc";
#else
  return "libc";
#endif
}

std::vector<row> all_rows(const where& w) {
  std::vector<row> rows;
  const auto by_gate = [&]<class G>() {
    rows.push_back(make_row<through_gate<G>>(std::string("kcall gate::") + G::name, w, absence<G>()));
  };
  const std::string no_native = bare::native::find() ? "" : "not here: the kernel gives no AT_SYSINFO";
  rows.push_back(make_row<by_hand<bare::native>>(bare::native::name, w, no_native));
  by_gate.template operator()<gate::native>();
  by_gate.template operator()<gate::vdso>();
  rows.push_back(make_row<libc_wrapper>(libc_name() + " wrapper", w));
  rows.push_back(make_row<libc_syscall>(libc_name() + " syscall()", w));
  bare::each_other([&]<class B, class G>() { rows.push_back(make_row<by_hand<B>>(B::name, w, absence<G>())); });
  gate::all::each([&]<class G>() {
    if constexpr (!kcall::same_as<G, gate::native>) by_gate.template operator()<G>();
  });
  return rows;
}

// ---- measuring ------------------------------------------------------------------------------------------------------

double nanoseconds_now() {
  const auto now = kcall::clock_gettime<gate::vdso>(kcall::clock::monotonic).value();
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Nanoseconds that a batch takes.
double timed(const cell& c, const where& w, unsigned long calls) {
  const double before = nanoseconds_now();
  c.run(w, calls);
  return nanoseconds_now() - before;
}

/// As many calls as take 40 microseconds; twice the least that a clock can be trusted with, because the machine may be
/// at its slow speed now and at its fast one later.
void choose_batch(cell& c, const where& w) {
  constexpr double wanted = 40e3;
  for (c.calls = 1; c.calls < 1'000'000; c.calls *= 2) {
    const double once = timed(c, w, c.calls);
    if (once < wanted / 4) continue;
    c.calls = static_cast<unsigned long>(static_cast<double>(c.calls) * wanted / once) + 1;
    return;
  }
}

void measure(std::vector<row>& rows, const where& w, unsigned samples) {
  std::vector<cell*> cells;
  for (row& r : rows) {
    if (!r.absent.empty()) continue;
    for (cell& c : r.cells) {
      choose_batch(c, w);
      c.samples.reserve(samples);
      cells.push_back(&c);
    }
  }
  for (unsigned i = 0; i < samples; ++i) {
    for (cell* const c : cells) {
      // What ran before has left its traces in caches and predictors.
      c->run(w, c->calls / 8 + 1);
      c->samples.push_back(timed(*c, w, c->calls) / static_cast<double>(c->calls));
    }
  }
  for (cell* const c : cells) {
    const auto tenth = c->samples.begin() + static_cast<std::ptrdiff_t>(c->samples.size() / 10);
    std::nth_element(c->samples.begin(), tenth, c->samples.end());
    c->nanoseconds = *tenth;
  }
}

// ---- the table ------------------------------------------------------------------------------------------------------

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed, decimals);
  return std::string(text.begin(), end.ptr);
}

std::string left(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}
std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// Folds long text, its later lines indented.
std::string folded(const std::string& text, std::size_t indent) {
  constexpr std::size_t width = 118;
  std::string out;
  std::size_t used = indent;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (used + (end - at) > width && used > indent) {
      out.back() = '\n';
      out.append(indent, ' ');
      used = indent;
    }
    out.append(text, at, end - at).push_back(' ');
    used += end - at + 1;
    at = end + 1;
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string clock_source() {
  const std::string name = machine::first_line("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  return name.empty() ? "unknown" : name;
}

/// The functions that gate::vdso finds in the image.
template <class Exports>
std::string vdso_functions() {
  if (getauxval(AT_SYSINFO_EHDR) == 0) return "none";
  std::string names;
  const auto look_up = [&](const auto& symbol) {
    if (gate::vdso::function(symbol.name, symbol.version) == 0) return;
    names += (names.empty() ? "" : " ") + std::string(symbol.name);
  };
  look_up(Exports::clock_gettime);
  if constexpr (requires { Exports::clock_gettime64; }) look_up(Exports::clock_gettime64);
  look_up(Exports::clock_getres);
  if constexpr (requires { Exports::clock_getres_time64; }) look_up(Exports::clock_getres_time64);
  look_up(Exports::gettimeofday);
  if constexpr (requires { Exports::time; }) look_up(Exports::time);
  if constexpr (requires { Exports::getcpu; }) look_up(Exports::getcpu);
  if constexpr (requires { Exports::getrandom; }) look_up(Exports::getrandom);
  return names.empty() ? "none of the functions for gate::vdso" : names;
}

std::string facts(const std::string& hypervisor, const std::string& emulator, unsigned samples) {
  constexpr std::size_t indent = 15;
  std::string out;
  const auto add = [&](const std::string& name, const std::string& value) {
    out += value.empty() ? name + "\n" : left(name, indent) + folded(value, indent) + "\n";
  };
  add("CPU", machine::cpu());
  if (const auto system = kcall::uname()) {
    add("kernel", std::string(&system->release[0]) + " " + &system->machine[0]);
  }
  add("hypervisor", hypervisor.empty() ? "none seen" : hypervisor);
  if (!emulator.empty()) add("emulator", emulator);
  add("clock source", clock_source());
  add("vDSO", vdso_functions<gate::vdso::abi::vdso>());
#if __has_include(<gnu/libc-version.h>)
  add("libc", std::string("glibc ") + gnu_get_libc_version());
#endif
  const auto mitigations = machine::mitigations();
  add("mitigations", mitigations.empty() ? "unknown" : "");
  for (const auto& [name, value] : mitigations) {
    out += "  " + left(name, 24) + " " + folded(value, 27) + "\n";
  }
  add("samples", std::to_string(samples) + ", interleaved; 10th percentiles");
  return out;
}

/// A plain word about figures that are not what they seem.
std::string remark(double ratio, const std::string& hypervisor) {
  if (ratio <= 10 || hypervisor.empty()) return {};
  return "  <- the hypervisor's price (a VM exit), not the instruction's";
}

std::string table(const std::vector<row>& rows, const std::string& hypervisor) {
  constexpr std::size_t name_width = 24;
  constexpr std::size_t width = 10;
  std::string out = left("", name_width);
  for (const char* const heading : {"getppid", "write 1 byte", "clock_gettime"}) out += right(heading, 2 * width);
  out += "\n" + left("", name_width);
  for (std::size_t i = 0; i < columns; ++i) out += right("ns", width) + right("ratio", width);
  out += "\n";
  // The first that is here: the bare instruction, unless there is none.
  const auto base = std::find_if(rows.begin(), rows.end(), [](const row& r) { return r.absent.empty(); });
  for (const row& r : rows) {
    out += left(r.name, name_width);
    if (!r.absent.empty()) {
      out += "  " + r.absent + "\n";
      continue;
    }
    for (std::size_t i = 0; i < columns; ++i) {
      const double ns = r.cells.at(i).nanoseconds;
      out += right(fixed(ns, 1), width) + right(fixed(ns / base->cells.at(i).nanoseconds, 2), width);
    }
    out += remark(r.cells[getppid_column].nanoseconds / base->cells[getppid_column].nanoseconds, hypervisor) + "\n";
  }
  return out;
}

// ---- the program ----------------------------------------------------------------------------------------------------

/// "gates: what": one write, so that it stays whole among other programs' messages.
int complain(const std::string& what, int status) {
  static_cast<void>(kcall::write(kcall::stderr_fd, "gates: " + what + "\n"));
  return status;
}

int complain(const char* about, errc error) {
  return complain(std::string(about) + ": " + kcall::name_or_number(error).c_str(), 1);
}

/// Writes to standard output; the exit status.
int print(const std::string& text) {
  kcall::const_buffer rest = text;
  while (rest.size() != 0) {
    const auto written = kcall::write(kcall::stdout_fd, rest);
    if (written == errc::eintr) continue;
    if (!written) return complain("standard output", written.error());
    rest = rest.after(*written);
  }
  return 0;
}

struct options {
  unsigned samples = 1000;
  bool help = false;
  std::string wrong{};
};

/// A number of samples; 0 if it is none that makes sense.
unsigned sample_count(kcall::static_text word) {
  unsigned number = 0;
  const auto read = std::from_chars(word.begin(), word.end(), number);
  return read.ec == std::errc{} && read.ptr == word.end() && number <= 100'000 ? number : 0;
}

options understood(int argc, char** argv) {
  options chosen;
  const kcall::arguments words{argc, argv};
  for (auto at = words.begin(); !(at == words.end()); ++at) {
    const kcall::static_text word = *at;
    if (word == "--help") {
      chosen.help = true;
    } else if (word == "--quick") {
      chosen.samples = 300;
    } else if (word == "--samples") {
      if (++at == words.end()) {
        chosen.wrong = "--samples takes a number";
        return chosen;
      }
      chosen.samples = sample_count(*at);
      if (chosen.samples == 0) {
        chosen.wrong = "--samples takes a number from 1 to 100000, not \"" + std::string((*at).c_str()) + "\"";
        return chosen;
      }
    } else {
      chosen.wrong = "unknown argument \"" + std::string(word.c_str()) + "\"";
      return chosen;
    }
  }
  return chosen;
}

int run(unsigned samples) {
  // Before any file is opened: with standard output closed, the first one would take its number.
  if (const auto out = kcall::fstat(kcall::stdout_fd); !out) return complain("standard output", out.error());
  auto memory_flags = kcall::map_flags::private_ | kcall::map_flags::anonymous;
  constexpr bool beside_int80 = kcall::same_as<gate::native::abi, kcall::abi::x86_64>;
  memory_flags |= beside_int80 ? kcall::map_flags::map_32bit : kcall::map_flags{};
  const auto memory = kcall::mmap(nullptr, 4096, kcall::prot::read | kcall::prot::write, memory_flags);
  if (!memory) return complain("mmap", memory.error());
  const auto null_device = kcall::open("/dev/null", kcall::open_flags::wronly | kcall::open_flags::cloexec);
  if (!null_device) return complain("/dev/null", null_device.error());

  const where w{null_device->get(), static_cast<places*>(*memory)};
  std::vector<row> rows = all_rows(w);
  measure(rows, w, samples);

  const std::string hypervisor = machine::hypervisor();
  const std::string emulator = machine::emulator();
  std::string out = facts(hypervisor, emulator, samples) + "\n" + table(rows, emulator.empty() ? hypervisor : "");
  out +=
      "\nThe ratio is to the first row. A gate of kcall is inlined; a libc's function is called, which costs the call "
      "and,\n"
      "depending on processor and mitigations, a mispredicted return right after the system call. clock_gettime "
      "through\n"
      "gate::vdso and through the libc's wrapper does not enter the kernel where there is a vDSO.\n";
  if (!emulator.empty())
    out += "\n" + emulator + " runs this program: the figures are the emulator's, not a machine's.\n";
  if (samples < 300) out += "\nFewer than 300 samples: good for a look, not for quoting.\n";
#ifndef __OPTIMIZE__
  out += "\nBuilt without optimisation: what is measured is the compiler's unoptimised code around the calls.\n";
#endif
  return print(out);
}

}  // namespace

int main(int argc, char** argv) {
  const options chosen = understood(argc, argv);
  if (!chosen.wrong.empty()) return complain(chosen.wrong + "; see gates --help", 2);
  return chosen.help ? print(usage) : run(chosen.samples);
}
