"""The sentences of each topic: those trained on, and those kept for testing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.content_page.yaml_file import Report, read_as

Sentences = Mapping[str, tuple[str, ...]]
Pairs = list[tuple[str, str]]
"""Topics, each with one sentence."""
FEWEST_TRAINING = 12
FEWEST_TESTS = 3
NOT_AREAS = ("alarms", "intents")


def trained_sentences(root: Path, report: Report) -> Sentences:
    """By topic, from every file of data/nlu."""
    paths = sorted((root / "data" / "nlu").glob("*.yml"))
    return _gathered(
        pair for path in paths for pair in read_as(path, root, _trained, report) or []
    )


def unseen_sentences(root: Path, report: Report) -> Sentences:
    """By topic, from the files of tests/nlu that are about an area."""
    paths = sorted((root / "tests" / "nlu").glob("*.yml"))
    return _gathered(
        pair
        for path in paths
        if path.stem not in NOT_AREAS
        for pair in read_as(path, root, _tested, report) or []
    )


def _trained(plain: Any) -> Pairs:
    return [
        (entry["metadata"]["topic"], line.strip().removeprefix("- "))
        for entry in plain["nlu"]
        if "topic" in (entry.get("metadata") or {})
        for line in entry["examples"].splitlines()
        if line.strip()
    ]


def _tested(plain: Any) -> Pairs:
    return [
        (topic, str(sentence))
        for topic, sentences in (plain or {}).items()
        for sentence in sentences
    ]


def _gathered(pairs: Iterator[tuple[str, str]]) -> Sentences:
    found: dict[str, list[str]] = {}
    for topic, sentence in pairs:
        found.setdefault(topic, []).append(sentence)
    return {topic: tuple(sentences) for topic, sentences in found.items()}
