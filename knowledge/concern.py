"""Worries people describe, written to learn which door is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from knowledge.errors import ContentError
from knowledge.model import Audience
from knowledge.shape import shape

About = Literal["child", "unborn", "adult", "both", "unclear"]


@dataclass(frozen=True)
class Concern:
    """A worry without danger, whom it is about, and the doors that fit."""

    text: str
    audience: Audience
    about: About
    route: str
    """The best first door."""
    also: tuple[str, ...] = ()
    """Other fair doors."""


def read_concerns(content: Path) -> list[Concern]:
    """All worries of a content folder; raises ContentError naming file and line."""
    return [
        concern
        for path in sorted((content / "concerns").glob("*.yml"))
        for concern in _read(path)
    ]


def _read(path: Path) -> list[Concern]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: not valid YAML: {error}") from error
    return shape(plain, list[Concern], f"{path.name}: ")
