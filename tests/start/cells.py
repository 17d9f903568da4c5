"""The ways to build a program without a libc: every compiler, for every target, with and without optimisation, at a fixed
address and position-independent, with and without a stack protector."""
import dataclasses
import itertools
import pathlib
import shlex
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

# What kcall::freestanding brings, but for what the cells choose.
FLAGS = ("-std=c++20 -ffreestanding -fno-exceptions -fno-rtti -fno-asynchronous-unwind-tables -fno-unwind-tables "
         "-ffunction-sections -fdata-sections -nostdlib -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,--build-id=none "
         "-Wl,-z,noexecstack").split()
LINKS = {"static": ["-fno-pie", "-static"], "static-pie": ["-fPIE", "-static-pie"]}
PROTECTORS = ["-fno-stack-protector", "-fstack-protector-strong"]
LEVELS = ["-O0", "-O2"]
LLD = "ld.lld-19"


@dataclasses.dataclass
class Compiler:
    name: str
    command: list
    abi: str
    runner: list
    linker: str = "ld.bfd"

    @property
    def warnings(self):
        if "clang" not in self.command[0]:
            return harness.COMMON
        # Some programs have objects to construct and destroy, or a stack to make crooked, which is what they are for.
        more = ["-Wno-global-constructors", "-Wno-exit-time-destructors", "-Wno-alloca"]
        return harness.CLANG + more + (["-Wno-pre-c++20-compat-pedantic"] if "19" in self.command[0] else [])

    def missing(self):
        absent = [tool for tool in (self.command[0], *self.runner, self.linker) if tool != "ld.bfd" and not shutil.which(tool)]
        return f"no {absent[0]} here" if absent else None


def compilers():
    found = []
    for name, command in (("g++", "g++"), ("clang-14", "clang++-14"), ("clang-19", "clang++-19")):
        found.append(Compiler(name, [command], "x86-64", []))
        found.append(Compiler(f"{name} -m32", [command, "-m32"], "ia32", []))
    cross = harness.first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    emulator = ["qemu-aarch64"]
    found.append(Compiler("g++ aarch64", [cross], "aarch64", emulator))
    for version in ("14", "19"):
        command = [f"clang++-{version}", "--target=aarch64-linux-gnu", f"-fuse-ld=lld-{version}"]
        found.append(Compiler(f"clang-{version} aarch64", command, "aarch64", emulator, f"ld.lld-{version}"))
    found.append(Compiler("clang-19 lld", ["clang++-19", "-fuse-ld=lld-19"], "x86-64", [], LLD))
    return found


@dataclasses.dataclass
class Cell:
    compiler: Compiler
    level: str
    link: str
    protector: str

    @property
    def name(self):
        return f"{self.compiler.name} {self.level} {self.link} {self.protector}"

    @property
    def protected(self):
        return self.protector != PROTECTORS[0]

    def build(self, source, program, *more):
        """What run() gave."""
        return harness.run([*self.compiler.command, *self.compiler.warnings, *FLAGS, *LINKS[self.link], self.level, self.protector, *more,
                            "-I", harness.INCLUDE, source, harness.INCLUDE / "kcall/start.ld", "-o", program])


def cells(compiler):
    return [Cell(compiler, *way) for way in itertools.product(LEVELS, LINKS, PROTECTORS)]


def shown(done):
    return f"$ {shlex.join(done.args)}\nexit status {done.returncode}\n{done.stdout}"
