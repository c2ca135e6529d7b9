"""Keeps models, databases and other large files out of the repository (pre-commit)."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.say import say

LIMIT = 1024 * 1024


def large_files(paths: list[str]) -> list[str]:
    """Return those of the files that are over one mebibyte."""
    return [path for path in paths if Path(path).stat().st_size > LIMIT]


if __name__ == "__main__":
    found = large_files(sys.argv[1:])
    for path in found:
        say(f"{path}: over 1 MiB. Keep it out of the repository, or make it smaller.")
    sys.exit(bool(found))
