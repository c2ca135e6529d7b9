"""One step of the set-up: announced, logged, timed, and explained where it fails."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.child import run_to_end
from scripts.errors import ScriptError
from scripts.say import say


def run_step(
    what: str,
    argv: Sequence[str],
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    tail: int = 20,
) -> None:
    """Run a command with its output in `log`; show the log's last lines if it fails."""
    say(f"{what} …")
    began = time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        code = run_to_end(argv, env, cwd, output)
    if code != 0:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-tail:]
        raise ScriptError("\n".join([*lines, f"{what}: failed. All it said: {log}"]))
    say(f"  done in {duration(time.monotonic() - began)}")


def duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"
