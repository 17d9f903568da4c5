"""The measured contenders as rows that can be looked up and compared."""
import dataclasses

from bench_report import quantiles

# The loop that all others of a program are compared with: the first of these gates that it has.
NATIVE = ("syscall", "vsyscall", "int80")


@dataclasses.dataclass(frozen=True)
class Row:
    program: str
    group: str
    gate: str
    how: str
    argument: str
    ns: tuple
    stats: dict

    @property
    def key(self):
        return f"{self.program}: " + "/".join(part for part in (self.group, self.gate, self.how, self.argument) if part)

    @property
    def p10(self):
        return self.stats["p10"]

    @property
    def is_ia32(self):
        return self.program.startswith("ia32")


class Table:
    def __init__(self, samples):
        self.rows = []
        for sample in samples:
            values = tuple(value for value in sample["ns"] if value > 0)
            if values:
                self.rows.append(Row(sample["program"], sample["group"], sample["gate"], sample["how"],
                                     str(sample.get("argument") or ""), values, quantiles.summary(values)))

    def all(self, **wanted):
        return [row for row in self.rows if all(getattr(row, name) == value for name, value in wanted.items())]

    def one(self, **wanted):
        found = self.all(**wanted)
        return found[0] if found else None

    def programs(self, **wanted):
        return list(dict.fromkeys(row.program for row in self.all(**wanted)))

    def native_bare(self, row):
        """The bare loop of the program's usual gate, for the same call."""
        for gate in NATIVE:
            found = self.bare_of_gate(row, gate)
            if found:
                return found
        return None

    def bare_of_gate(self, row, gate):
        return self.one(program=row.program, group=row.group, gate=gate, how="bare", argument=row.argument)

    def bare(self, row):
        """The bare loop that this row is to be compared with: its own gate's, or the program's usual one."""
        return self.bare_of_gate(row, row.gate) or self.native_bare(row)

    def ratio(self, row):
        """10th percentile by that of its bare loop; None where there is none."""
        base = self.bare(row)
        return row.p10 / base.p10 if base else None

    def times_native(self, row):
        """10th percentile by that of the bare loop of the program's usual gate."""
        base = self.native_bare(row)
        return row.p10 / base.p10 if base else None

    def ratio_spread(self, row):
        base = self.bare(row)
        return quantiles.ratio_spread(row.ns, base.ns) if base else None
