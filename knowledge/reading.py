"""Reads the content folder; collects every problem instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from knowledge.alarm import Alarms, Harm
from knowledge.content import Content
from knowledge.errors import ContentError
from knowledge.language import Language
from knowledge.model import Acronym, Area, Contact, Figure, Route, Source
from knowledge.problem import Problem
from knowledge.shape import shape

T = TypeVar("T")
BUNDLED = Path(__file__).parent / "content"
Report = Callable[[Problem], None]


def read(folder: Path = BUNDLED) -> tuple[Content, list[Problem]]:
    """The content that could be read, and what could not."""
    problems: list[Problem] = []
    report = problems.append
    content = Content(
        sources=_records(folder, "sources", Source, report),
        contacts=_records(folder, "contacts", Contact, report),
        routes=_records(folder, "routes", Route, report),
        figures=_records(folder, "figures", Figure, report),
        areas=_files(folder, "answers", Area, report),
        acronyms=_mapping(folder / "acronyms.yml", folder, Acronym, report),
        words=dict(_flat(_load(folder / "words.yml", folder, report))),
        alarms=_alarms(folder, report),
        languages=_files(folder, "languages", Language, report),
    )
    return content, problems


def read_or_raise(folder: Path = BUNDLED) -> Content:
    """Raises ContentError with every problem of the files' shape."""
    content, problems = read(folder)
    if problems:
        raise ContentError("\n".join(str(problem) for problem in problems))
    return content


def _records(folder: Path, kind: str, wanted: type[T], report: Report) -> dict[str, T]:
    """Every record of a kind, from all files of its folder; an id may stand once."""
    found: dict[str, T] = {}
    for path in sorted((folder / kind).glob("*.yml")):
        for name, value in _mapping(path, folder, wanted, report).items():
            if name in found:
                report(
                    _error(
                        path, folder, f"{name!r} is defined twice", "Keep one of them"
                    )
                )
            found[name] = value
    return found


def _mapping(path: Path, folder: Path, wanted: type[T], report: Report) -> dict[str, T]:
    return {
        name: value
        for name, plain in _load(path, folder, report).items()
        if (value := _shaped(plain, wanted, path, folder, f"{name}", report))
        is not None
    }


def _files(folder: Path, kind: str, wanted: type[T], report: Report) -> dict[str, T]:
    """One value a file, named by the file's stem."""
    return {
        path.stem: value
        for path in sorted((folder / kind).glob("*.yml"))
        if (
            value := _shaped(
                _load(path, folder, report), wanted, path, folder, "", report
            )
        )
        is not None
    }


def _alarms(folder: Path, report: Report) -> Alarms:
    shared = _load(folder / "alarms" / "shared" / "sets.yml", folder, report)
    frames = _load(folder / "alarms" / "shared" / "frames.yml", folder, report)
    plain = {"sets": shared, "frames": frames.get("frames", [])}
    path = folder / "alarms" / "shared"
    base = _shaped(plain, Alarms, path, folder, "", report) or Alarms()
    return Alarms(_files(folder, "alarms", Harm, report), base.sets, base.frames)


def _shaped(
    plain: object, wanted: type[T], path: Path, folder: Path, name: str, report: Report
) -> T | None:
    try:
        return shape(plain, wanted, name)
    except ContentError as error:
        for line in str(error).splitlines():
            report(_error(path, folder, line, "See docs/content.md for the format"))
        return None


def _load(path: Path, folder: Path, report: Report) -> dict[str, Any]:
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except FileNotFoundError:
        report(_error(path, folder, "the file is missing", "Add it"))
        return {}
    except yaml.YAMLError as error:
        text = " ".join(str(error).split())
        report(
            _error(path, folder, f"not valid YAML: {text}", "Correct the line it names")
        )
        return {}
    if not isinstance(plain, dict):
        report(
            _error(
                path,
                folder,
                "the file is not a mapping",
                "Begin each record with its id",
            )
        )
        return {}
    return plain


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _flat(plain: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """`{a: {b: text}}` as `a.b`, `text`."""
    for key, value in plain.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", " ".join(str(value).split())


def _error(path: Path, folder: Path, text: str, remedy: str) -> Problem:
    return Problem("error", path.relative_to(folder).as_posix(), text, remedy)
