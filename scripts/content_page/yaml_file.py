"""One YAML file of sentences or talks; what is wrong with it is told, not raised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from knowledge.problem import Problem

T = TypeVar("T")
Report = Callable[[Problem], None]


def read_as(
    path: Path, root: Path, shape: Callable[[Any], T], report: Report
) -> T | None:
    """What `shape` makes of the file, or None where that is not possible."""
    place = path.relative_to(root).as_posix()
    try:
        return shape(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        told = f"not valid YAML: {' '.join(str(error).split())}"
        report(Problem("error", place, told, "Correct the line it names"))
    except (AttributeError, KeyError, TypeError) as error:
        told = f"not of the form that is expected ({error})"
        report(Problem("error", place, told, "See docs/content.md for the format"))
    return None
