"""Everything measured in one go, as tables with the aim beside each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scripts.aim import Aim, figure
from scripts.load import Level
from scripts.machine import GIB
from scripts.memory import Memory

MIB = 1024**2
PEOPLE = (1, 4, 10)
SLOWEST = {1: Aim(120), 10: Aim(500)}
"""Milliseconds of the 95th percentile, by the people at once."""
FASTEST = {10: Aim(25, at_least=True)}
NO_FAILURE = Aim(0)
MEMORY = Aim(1.2)
TRAINING = Aim(120)
NOT_MEASURED = "Not measured."


@dataclass
class Benchmark:
    """What was measured so far; what stays empty was not."""

    machine: Sequence[str]
    messages: int
    starts: Mapping[str, float] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    memory: Sequence[Memory] = ()
    training: float | None = None

    def markdown(self) -> str:
        parts = [
            "# Benchmark",
            "Made by `make bench`. Beside a figure stands its aim, where it has one. "
            "The people who talk run on the same machine and take their share of it.",
            "\n".join(f"- {line}" for line in self.machine),
            "## Start",
            self._starts(),
            "## Speed",
            f"{self.messages} everyday messages a level, through the gateway, each "
            "person in a conversation of their own and never pausing. The rate counts "
            "real replies; the times, in milliseconds, count every message.",
            self._speed(),
            "## Memory",
            self._memory(),
            "## Training",
            self._training(),
        ]
        return "\n\n".join(parts) + "\n"

    def _starts(self) -> str:
        if not self.starts:
            return NOT_MEASURED
        rows = [[name, f"{took:.1f}"] for name, took in self.starts.items()]
        return table(["Process", "Seconds from its start to its first answer"], rows)

    def _speed(self) -> str:
        head = ["People", "Messages a second", "p50", "p95", "p99"]
        rows = [_speed_row(level) for level in self.levels]
        return table([*head, "Unavailable", "Errors"], rows) if rows else NOT_MEASURED

    def _memory(self) -> str:
        if not self.memory:
            return NOT_MEASURED
        total = sum(memory.size for memory in self.memory)
        rows = [
            [
                memory.name,
                str(memory.processes),
                memory.measure,
                f"{memory.size / MIB:.0f} MiB",
            ]
            for memory in self.memory
        ]
        count = sum(memory.processes for memory in self.memory)
        last = ["all", str(count), "", f"{MEMORY.beside(total / GIB, 2)} GiB"]
        head = ["Process", "With its children", "Measure", "After the messages"]
        return table(head, [*rows, last])

    def _training(self) -> str:
        if self.training is None:
            return NOT_MEASURED
        return f"{TRAINING.beside(self.training)} seconds"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a Markdown table that is also easy to read as it is."""
    widths = [
        max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)
    ]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _speed_row(level: Level) -> list[str]:
    return [
        str(level.people),
        figure(level.rate, FASTEST.get(level.people), 1),
        figure(level.milliseconds(50), None),
        figure(level.milliseconds(95), SLOWEST.get(level.people)),
        figure(level.milliseconds(99), None),
        figure(level.count("unavailable"), NO_FAILURE),
        figure(level.count("error"), NO_FAILURE),
    ]
