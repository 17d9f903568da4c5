"""Small programs: bytes, system calls from exec to exit, page faults and time from start to exit, for kcall, for the
same programs with a libc or without any, and for the usual tools."""
import dataclasses
import os
import pathlib
import re
import shutil

import starts
import trials
from common import HERE, ROOT, Failure, checked, harness

# What helps a rival as it helps kcall.
SMALL = ("-Os -s -fno-ident -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables "
         "-Wl,-z,noseparate-code -Wl,--build-id=none").split()
SECTIONS = "-ffunction-sections -fdata-sections -Wl,--gc-sections".split()
FIXED = ["-fno-pie", "-no-pie"]
FREE = [*SECTIONS, "-static", *FIXED, "-nostdlib", "-fno-builtin", "-DNO_LIBC_HEADERS"]

# Name, package of Debian, command. klibc's shared programs crash when the linker drops what nothing refers to.
RIVALS = [
    ("dietlibc, static", "dietlibc-dev", ["diet", "gcc", *SMALL, *SECTIONS]),
    ("klibc, static", "libklibc-dev", ["klcc", "-static", *SMALL, *SECTIONS]),
    ("klibc, shared", "libklibc-dev", ["klcc", "-shared", *SMALL]),
    ("musl, static", "musl-tools", ["musl-gcc", *SMALL, *SECTIONS, "-static", *FIXED]),
    ("glibc, dynamic", "gcc", ["gcc", *SMALL, *SECTIONS, *FIXED]),
    ("glibc, static", "libc6-dev", ["gcc", *SMALL, *SECTIONS, "-static", *FIXED]),
]
SOURCES = [("hello", "", "hello.c"), ("hello", ", printf", "hello_stdio.c"), ("cat", "", "cat.c"), ("wc", "", "wc.c"),
           ("init", "", "init.c")]
NOLIBC_STYLE = "no libc, in nolibc's style"
WITHOUT_LIBC = {"hello.c", "cat.c", "wc.c"}
WITHOUT_SIGINFO = {"klibc, static", "klibc, shared"}
# Where a kernel's own nolibc may lie; or NOLIBC says where.
NOLIBC = ["/usr/src/*/tools/include/nolibc/nolibc.h", "/lib/modules/*/build/tools/include/nolibc/nolibc.h"]

COMPILERS = [("g++", ""), ("clang++-19", ""), ("clang++-19", "lld-19")]
OURS = "kcall, g++ -Os"
ASSEMBLY = "assembly, g++"
# Tools of other projects, by their package: program, what it is measured as, words before the trial's arguments.
COREUTILS = [("echo", "hello", ["hello"]), ("cat", "cat", []), ("wc", "wc", []), ("tail", "tail", []), ("ls", "ls", []),
             ("env", "env", [])]
INITS = [("tini", "tini", ["-s", "--"]), ("tini-static", "tini", ["-s", "--"]), ("dumb-init", "dumb-init", [])]
# For the two ratios that matter, alone among themselves.
HELLO_ROUNDS, HELLO_ROUNDS_WHEN_QUICK = 3000, 1000


@dataclasses.dataclass
class Candidate:
    name: str
    made_with: str
    program: pathlib.Path
    before: list  # words between the program and the trial's arguments
    note: str


def examples():
    """Those of the trials that there are."""
    return [name for name in trials.trials("") if (ROOT / "examples" / f"{name}.cpp").exists()]


def of_kcall(folder, names, compiler, linker=""):
    """Built as the examples are."""
    tag = " and ".join(filter(None, [compiler, linker]))
    build = folder / f"kcall_{compiler}_{linker}"
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=", f"-DKCALL_SIZED={';'.join(names)}"]
    if linker:
        options.append(f"-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld={linker}")
    checked(["cmake", "-G", "Ninja", "-S", HERE, "-B", build, f"-DCMAKE_CXX_COMPILER={compiler}", *options])
    # One that does not build must not cost the others; programs that are not there are said to be missing.
    said = harness.run(["cmake", "--build", build, "--", "-k", "0"]).stdout
    note = "-Os -s and what kcall::freestanding brings"
    made = [Candidate(name, f"kcall, {tag} -Os", build / name, [], note) for name in names]
    made.append(Candidate("hello", f"assembly, {tag}", build / "hello_assembly", [], "linked with the same flags"))
    return build, made, said


def of_compilers(folder, missing, quick):
    """(candidates, what starts them)"""
    launcher, made = None, []
    for compiler, linker in COMPILERS:
        absent = [tool for tool in (compiler, linker and f"ld.{linker}") if tool and not shutil.which(tool)]
        if absent:
            missing.append({"what": f"kcall, {compiler} {linker}".strip(),
                            "reason": f"no {absent[0]} here (Debian: clang-19 lld-19)"})
            continue
        # The first compiler is the one to cite; of the others two programs must do where time is short.
        names = examples() if launcher is None or not quick else ["hello", "cat"]
        build, found, said = of_kcall(folder, names, compiler, linker)
        launcher = launcher or build / "launch"
        for one in found:
            if one.program.exists():
                made.append(one)
            else:
                lines = [line for line in said.splitlines() if f"{one.name}.cpp" in line or "ninja" not in line]
                missing.append({"what": f"{one.name}, {one.made_with}", "reason": Failure("\n".join(lines)).short()})
    absent = sorted(set(trials.trials("")) - set(examples()))
    missing += [{"what": f"{name}, kcall", "reason": f"no examples/{name}.cpp"} for name in absent]
    return made, launcher


def compiled(folder, made_with, command, source, missing):
    name, variant, file = source
    program = folder / re.sub(r"\W+", "_", f"{file}_{made_with}")
    try:
        checked([*command, HERE / file, "-o", program])
    except Failure as failure:
        missing.append({"what": f"{file}, {made_with}", "reason": failure.short()})
        return []
    return [Candidate(name, made_with + variant, program, [], " ".join(map(str, command)))]


def of_rivals(folder, missing):
    made = []
    for made_with, package, command in RIVALS:
        if not shutil.which(command[0]):
            missing.append({"what": made_with, "reason": f"no {command[0]} here (Debian: {package})"})
            continue
        for source in SOURCES:
            if source[2] == "init.c" and made_with in WITHOUT_SIGINFO:
                missing.append({"what": f"init.c, {made_with}", "reason": "that libc has no sigwaitinfo"})
            else:
                made += compiled(folder, made_with, command, source, missing)
    return made


def of_no_libc(folder, missing):
    if not shutil.which("gcc"):
        missing.append({"what": NOLIBC_STYLE, "reason": "no gcc here (Debian: gcc)"})
        return []
    sources = [source for source in SOURCES if source[2] in WITHOUT_LIBC]
    made = []
    command = ["gcc", *SMALL, *FREE, "-include"]
    for source in sources:
        made += compiled(folder, NOLIBC_STYLE, [*command, HERE / "nolibc_style.h"], source, missing)
    found = sorted(path for pattern in NOLIBC for path in pathlib.Path("/").glob(pattern[1:]))
    found += filter(None, [os.environ.get("NOLIBC")])
    if not found:
        missing.append({"what": "nolibc",
                        "reason": "no kernel sources here with tools/include/nolibc, and NOLIBC is not set"})
        return made
    for source in sources:
        made += compiled(folder, "nolibc", [*command, found[-1]], source, missing)
    return made


def version(program):
    """"coreutils 9.1", or no more than what the program is called."""
    said = harness.run([program, "--version"]).stdout
    found = re.search(r"\((?:GNU )?(\w+)\) (\d[\d.]*)", said.splitlines()[0] if said else "")
    return f"{found[1]} {found[2]}" if found else pathlib.Path(program).name


def of_the_system(missing):
    """The tools that are installed here."""
    made = []
    for tool, name, before in COREUTILS:
        program = shutil.which(tool, path=trials.ENVIRONMENT["PATH"])
        if not program:
            missing.append({"what": f"{name}, the usual tool", "reason": f"no {tool} here (Debian: coreutils)"})
            continue
        note = "as installed"
        made.append(Candidate(name, version(program) + (", echo" if tool == "echo" else ""), pathlib.Path(program),
                              before, note))
    busybox = shutil.which("busybox")
    if busybox:
        tools = harness.run([busybox, "--list"]).stdout.split()
        note = f"as installed: one program that is {len(tools)} tools, of which this is one"
        for tool, name, before in COREUTILS:
            if tool in tools:
                made.append(Candidate(name, "busybox" + (", echo" if tool == "echo" else ""), pathlib.Path(busybox),
                                      [tool, *before], note))
    else:
        missing.append({"what": "busybox", "reason": "no busybox here (Debian: busybox-static)"})
    for tool, package, before in INITS:
        program = shutil.which(tool)
        if program:
            made.append(Candidate("init", tool, pathlib.Path(program), before, "as installed"))
        else:
            missing.append({"what": f"init, {tool}", "reason": f"no {tool} here (Debian: {package})"})
    return made


def tried(folder, candidates, trial_of, missing):
    """(row, command) for those that do what they are to do."""
    found = []
    for one in candidates:
        trial = trial_of[one.name]
        command = [str(one.program), *one.before, *trial.arguments]
        try:
            traced = trials.run(folder, command, trial.expected)
            shared = trials.shared_libraries(one.program, traced)
            row = {"name": one.name, "made_with": one.made_with, "bytes": one.program.stat().st_size,
                   "shared_bytes": shared, "system_calls": trials.system_calls(traced) if traced else None,
                   "page_faults": None, "start_ratio": None, "note": one.note}
        except Failure as failure:
            missing.append({"what": f"{one.name}, {one.made_with}", "reason": failure.short()})
            continue
        if shared:
            row["note"] += f"; and shared libraries of {shared:,} bytes"
        found.append((row, command))
    return found


def is_assembly(row):
    return row["made_with"] == ASSEMBLY


def add_starts(folder, launcher, found, missing, rounds):
    """Page faults and times of all, as multiples of the assembly program."""
    unit = next((i for i, (row, _) in enumerate(found) if is_assembly(row)), None)
    if unit is None or not launcher.exists():
        missing.append({"what": "page faults and times",
                        "reason": "the assembly program or the launcher was not built"})
        return
    for (row, _), result in zip(found, starts.measured(launcher, folder, [one for _, one in found], rounds, unit)):
        if result:
            row["start_ratio"], row["page_faults"] = round(result[0], 3), result[1]
        else:
            missing.append({"what": f"times of {row['name']}, {row['made_with']}",
                            "reason": "it failed when started often"})


def hello_starts(folder, launcher, found, rounds):
    """kcall's hello against the assembly program, twice, so that one can see what a difference of nothing looks like,
    and glibc's against kcall's; None where one of them is missing."""
    commands = {row["made_with"]: one for row, one in found if row["name"] == "hello"}
    wanted = [ASSEMBLY, OURS, ASSEMBLY, "glibc, static"]
    if not launcher.exists() or not set(wanted) <= set(commands):
        return None
    assembly, ours, again, glibc = (ratio for ratio, _ in starts.measured(
        launcher, folder, [commands[name] for name in wanted], rounds, 0))
    return {"samples": rounds, "kcall_to_assembly": round(ours / assembly, 4),
            "assembly_to_itself": round(again / assembly, 4), "glibc_static_to_kcall": round(glibc / ours, 3)}


def measure(folder, missing, quick):
    """"programs", "hello_starts" and "trials" of the report: kcall's first, then the others as they are listed."""
    trials.make_input(folder)
    if trials.no_trace():
        missing.append({"what": "system calls", "reason": trials.no_trace()})
    ours, launcher = of_compilers(folder, missing, quick)
    to_start = next((one.program for one in ours if one.made_with == ASSEMBLY), "/bin/true")
    trial_of = trials.trials(to_start)
    candidates = [*ours, *of_no_libc(folder, missing), *of_rivals(folder, missing), *of_the_system(missing)]
    found = tried(folder, candidates, trial_of, missing)
    if not any(row["made_with"] == OURS for row, _ in found):
        raise Failure("kcall's own programs could not be built or run")
    found.sort(key=lambda one: list(trial_of).index(one[0]["name"]))
    add_starts(folder, launcher, found, missing, starts.ROUNDS_WHEN_QUICK if quick else starts.ROUNDS)
    hello = hello_starts(folder, launcher, found, HELLO_ROUNDS_WHEN_QUICK if quick else HELLO_ROUNDS)
    return {"programs": [row for row, _ in found], "hello_starts": hello,
            "trials": {name: trial.what for name, trial in trial_of.items()}}
