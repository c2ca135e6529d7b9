"""Joins browser modules into one script, for pages that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import (?:[^"]*? from )?"(\./[^"]+|\.\./[^"]+)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function))", re.M)


def modules(entry: Path) -> Iterator[Path]:
    """A module after everything it imports, each once."""
    seen: set[Path] = set()

    def walk(path: Path) -> Iterator[Path]:
        seen.add(path)
        for name in _IMPORT.findall(path.read_text("utf-8")):
            found = (path.parent / name).resolve()
            if found not in seen:
                yield from walk(found)
        yield path

    yield from walk(entry.resolve())


def bundle(entry: Path) -> str:
    """For modules that export by declaration, of which no two declare the same name."""
    texts = (path.read_text("utf-8") for path in modules(entry))
    return "".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)
