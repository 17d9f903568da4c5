#!/usr/bin/env python3
"""What wrappers leave in registers where the kernel reads all 64 bits: never the undefined upper half of an int.

Every wrapper of the *.cpp here is called, twice and with other arguments, with something in the gate's place that notes
the width of what it would have put into each register. An argument that the kernel takes as a long must be a long; an
int will do only where it is a constant that is not negative. See widths.tsv.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

OUT = harness.fresh_directory("widths")
# The kernel takes these as longs and looks at an int's worth (ipc/sem.c, fs/fcntl.c, fs/read_write.c, kernel/futex,
# mm/mmap.c): what is above does no harm.
CUT = {("semctl_setval", 4), ("fcntl_dupfd", 3), ("fcntl_dupfd_cloexec", 3), ("fcntl_setfd", 3), ("fcntl_setfl", 3), ("mmap", 5),
       *((call, 1) for call in ("readv", "writev", "preadv", "pwritev", "preadv2", "pwritev2")),
       *((wrapper, 4) for wrapper in ("futex_2", "futex_requeue", "futex_cmp_requeue", "futex_cmp_requeue_2",
                                      "futex_cmp_requeue_pi"))}
FUNCTION = re.compile(r"^(\[\[noreturn\]\] )?\S.*? (\w+)\(.*\) \{ (?:return )?kcall::\w+.*\}  // \d")
PRELUDE = """#include <kcall/gate/native.hpp>
#include <kcall/names.hpp>
#include <cstdio>
#include <cstring>
#include <type_traits>

namespace kcall::inline KCALL_ABI_TAG::detail {
inline const char* wrapper;
inline int round_of_two;
// Every call of the native gate goes through its observer, where there is one.
template <>
struct observer<gate::syscall> {
  using watched = void;
  template <class... A>
  static long enter(abi::x86_64::nr number, A... arguments) {
    std::printf("%s %d %s", wrapper, round_of_two, name<abi::x86_64>(number).c_str());
    ((std::printf(" %zu:%ld", is_pointer<A> ? size_t{8} : sizeof(A), is_pointer<A> ? 1L : to_word(arguments))), ...);
    std::puts("");
    return -38;
  }
};
}
"""
MAIN = """
template <class T>
T made() {
  alignas(64) static char place[1 << 16];
  if constexpr (std::is_lvalue_reference_v<T>) {
    std::memset(place, 0, sizeof place);
    return *reinterpret_cast<std::remove_reference_t<T>*>(place);
  } else if constexpr (std::is_same_v<T, decltype(nullptr)>) {
    return nullptr;
  } else if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(place);
  } else {
    std::memset(place, kcall::detail::round_of_two != 0 ? 3 : 0, sizeof(T));
    return *reinterpret_cast<T*>(place);
  }
}
template <class R, class... A>
void call(const char* name, R (*function)(A...)) {
  kcall::detail::wrapper = name;
  for (int i = 0; i < 2; ++i) {
    kcall::detail::round_of_two = i;
    static_cast<void>(function(made<A>()...));
  }
}
template <class R, class... A>
void call(const char* name, R (*function)(A...) noexcept) {
  call(name, static_cast<R (*)(A...)>(function));
}
"""


def kernel_widths():
    lines = (HERE / "widths.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def program_of(source):
    """A program that calls every wrapper of one file."""
    text = source.read_text("utf-8")
    names = [match[2] for match in map(FUNCTION.match, text.splitlines()) if match and not match[1]]
    # Those that touch memory of their caller's before they call would have to be given some.
    calls = "".join(f'  call("{name}", &out::{name});\n' for name in names)
    end = "" if "}  // namespace out" in text else "}\n"
    return f'{PRELUDE}{text}\n{end}{MAIN}\nint main() {{\n{calls}}}\n', names


def notes(text):
    """{(wrapper, call): [[(width, value) of each argument] of each call]} of what a program printed."""
    found = {}
    for line in text.splitlines():
        wrapper, _, call, *words = line.split(" ")
        found.setdefault((wrapper, call), []).append([tuple(map(int, word.split(":"))) for word in words])
    return found


def complaints(found, widths):
    for (wrapper, call), rounds in found.items():
        expected = widths.get(call)
        if expected is None:
            yield f"{wrapper}: widths.tsv has no line for {call}"
            continue
        for place, wide in enumerate(expected.replace("-", "")):
            given = [arguments[place] for arguments in rounds if place < len(arguments)]
            if wide == "8" and any(width < 8 for width, _ in given):
                values = {value for _, value in given}
                if (len(values) > 1 or min(values) < 0) and (wrapper, place + 1) not in CUT:
                    yield f"{wrapper}: argument {place + 1} of {call} is {given[0][0]} bytes wide"


def main():
    report, widths, called = harness.Report(), kernel_widths(), set()
    if harness.run(["g++", "-dumpmachine"]).stdout.split("-")[0] != "x86_64":
        report.skip("widths", "the table is x86-64's")
        report.end()
    sources = sorted(HERE.glob("*.cpp"))

    def check(source):
        text, names = program_of(source)
        path = OUT / source.name
        path.write_text(text, "utf-8")
        done = harness.run(["g++", "-std=c++20", "-O1", f"-I{harness.INCLUDE}", path, "-o", path.with_suffix("")])
        return source, names, done, harness.run([path.with_suffix("")]) if done.returncode == 0 else None

    for source, names, built, ran in harness.in_parallel(check, sources):
        if not report.expect_success(f"{source.stem} builds", built) or not report.expect_success(f"{source.stem} runs", ran):
            continue
        found = notes(ran.stdout)
        called |= {call for _, call in found}
        wrong = list(complaints(found, widths))
        silent = sorted(set(names) - {wrapper for wrapper, _ in found})
        report.check(source.stem, not wrong, "\n".join(wrong), f"{len(names)} wrappers" +
                     (f", of which no call came: {' '.join(silent)}" if silent else ""))
    report.check("most calls were made", len(called) > 250, f"only {len(called)}", f"{len(called)}")
    report.end()


main()
