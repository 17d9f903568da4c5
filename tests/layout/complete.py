#!/usr/bin/env python3
"""Whether the files here compare what include/kcall/types and call define: each enumerator, each structure's members."""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report  # noqa: E402

# What is no structure and no constant of the kernel's, or is compared elsewhere: why, and which.
EXCEPTIONS = {
    "kcall's own: hides a pointer, a length, a descriptor or an id, or owns it":
        "const_buffer mutable_buffer const_address sized_address unique_fd futex_word strong busy_flag wait_id "
        "nice_level",
    "kcall's own: walks over or writes what the kernel laid out":
        "dirent_range record_range iterator sentinel control_room control_messages control_writer",
    "kcall's own: what a call returned in registers, or in several out-parameters":
        "user_ids group_ids socket_pair pipe_ends waited wait_status getcpu_t",
    "kcall's own: a set of bits, whose words the kernel's structures hold":
        "capability_set capabilities",
    "kcall's own: wide enough for every ABI, filled from the kernel's, which is compared":
        "ipc_perm semid_ds shmid_ds msqid_ds shminfo",
    "kcall's own: chooses a type for an ABI": "choice cmsghdr_choice stat_of out_parameter widened_out in_place",
    "kcall's own: text, and how it is found": "static_text text_part found",
    "the compiler's: orders of memory accesses": "memory_order",
    "kcall's own: arguments of functions, kept together":
        "clone_start futex_step narrow_vectors open_file named_file random_state",
    "two halves of a number, where the kernel's structures have two members": "split_time",
    "bit-fields in the kernel's headers, compared at run time by tests/unit/perf_event_test.cpp": "perf_attr_flags",
    "bit-fields in the kernel's headers, compared at run time by tests/unit/x86_test.cpp": "segment_flags",
}
EXCEPTIONS = {name: reason for reason, names in EXCEPTIONS.items() for name in names.split()}

DEFINITION = re.compile(
    r"\b(enum class|struct|class|union)\s+(?:\[\[[^\]]*\]\]\s*)?(?:alignas\([^)]*\)\s*)?(\w+)\s*(?::[^{;]*)?\{")
FILLER = re.compile(r"\w*_|(pad|padding|reserved|unused|rest)\d*")
ALIAS = re.compile(r"\busing\s+(\w+)\s*=\s*(?:struct\s+)?(?:\w*::)*(\w+)\s*;")


def without_comments(text):
    return re.sub(r"//[^\n]*", "", text)


def body_at(text, start):
    """What stands between the brace before `start` and the one that closes it."""
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[start:end - 1]


def outermost(body):
    """The body without what stands in braces inside it."""
    body = re.sub(r"=?\s*\{\}", "", body)
    while True:
        shorter = re.sub(r"\{[^{}]*\}", ";", body)
        if shorter == body:
            return body
        body = shorter


def enumerators(body):
    """Without `none = 0`, which is kcall's name for no flag at all. A trailing underscore keeps a name from being a
    keyword."""
    pairs = [[part.strip() for part in item.split("=")] for item in body.split(",") if item.strip()]
    return [pair[0] for pair in pairs if pair != ["none", "0"]]


def members(body):
    """Names of data members, but for those that only fill space."""
    names = []
    for statement in outermost(body).split(";"):
        statement = re.sub(r"<[^<>]*>", "", re.sub(r"<[^<>]*>", "", statement))
        statement = re.sub(r"=.*|:\s*\d+|alignas\([^)]*\)", "", statement, flags=re.S).strip()
        if not statement or re.search(r"\(|\b(using|friend|static|struct|union|class|enum|operator|public|private)\b", statement):
            continue
        found = [re.search(r"(\w+)(?:\s*\[[^\]]*\])*$", part.strip()) for part in statement.split(",")]
        if len(statement.split()) > 1:
            names += [match.group(1) for match in found if match and not FILLER.fullmatch(match.group(1))]
    return names


class Compared:
    """What one file here names."""

    def __init__(self, path):
        text = without_comments(path.read_text(encoding="utf-8"))
        self.words = set(re.findall(r"\w+", text))
        aliases = {short: full for short, full in ALIAS.findall(text)}
        self.enumerators = {(aliases.get(name, name), value) for name, value in re.findall(r"\b(\w+)::(?=(\w+))", text)}
        # What offsetof and macros such as SAME_FIELD name after the structure, and the last part of such a path. What is
        # no offset must be used as a member.
        members = re.findall(r"\b(?:offsetof|[A-Z_]+)\([\w:<>]+, ([\w.]+)", text) + re.findall(r"\b\w+\.(\w+)", text)
        self.members = {member.split(".")[-1] for member in members}


def lacking(kind, name, body, files):
    """What no file compares of this definition: its name, or some of what it holds."""
    if kind == "enum class":
        seen = {value for file in files for owner, value in file.enumerators if owner == name}
        wanted = enumerators(body)
        absent = [value for value in wanted if value not in seen]
        return [name] if absent == wanted and wanted else [f"{name}::{value}" for value in absent]
    naming = [file for file in files if name in file.words]
    if not naming:
        return [name]
    if kind == "class":
        return []
    seen = set().union(*(file.members for file in naming))
    return [f"{name}::{member}" for member in members(body) if member not in seen]


def main():
    report, files, unused = Report(), [Compared(path) for path in HERE.glob("*.cpp")], set(EXCEPTIONS)
    for path in [*sorted((INCLUDE / "kcall/types").glob("*.hpp")), *sorted((INCLUDE / "kcall/call").glob("*.hpp"))]:
        text = without_comments(path.read_text(encoding="utf-8"))
        absent = []
        for match in DEFINITION.finditer(text):
            absent += lacking(match.group(1), match.group(2), body_at(text, match.end()), files)
        excused = {item for item in absent if item in EXCEPTIONS or item.split("::")[0] in EXCEPTIONS}
        unused -= excused | {item.split("::")[0] for item in excused}
        absent = [item for item in absent if item not in excused]
        report.check(f"{path.parent.name}/{path.name}", not absent, "compared by no file here: " + ", ".join(absent))
    report.check("exceptions", not unused, "compared after all, or gone: " + ", ".join(sorted(unused)))
    report.end()


if __name__ == "__main__":
    main()
