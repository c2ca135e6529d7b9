"""Everyday messages for measuring, from the sentences that are never trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, cycle, islice
from pathlib import Path

import yaml

TOPICS = 15
FOLLOW_UPS = 8
SMALL_TALK = ("greet", "help", "thanks", "are_you_human")
OUT_OF_SCOPE = 4
NOT_AREAS = ("alarms", "intents")


def everyday_messages(folder: Path) -> tuple[str, ...]:
    """Return 30 messages; after each topic a follow-up, small talk or out of scope."""
    intents = _read(folder / "intents.yml")
    topics = [
        sentences[0]
        for path in sorted(folder.glob("*.yml"))
        if path.stem not in NOT_AREAS
        for sentences in _read(path).values()
    ]
    follow_ups = [said[0] for name, said in intents.items() if name.startswith("ask/")]
    small_talk = [intents[name][0] for name in SMALL_TALK]
    others = in_turn(small_talk, spread(intents["out_of_scope"], OUT_OF_SCOPE))
    return in_turn(
        spread(topics, TOPICS), in_turn(spread(follow_ups, FOLLOW_UPS), others)
    )


def in_turn(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """Take one of each as long as both last."""
    return tuple(chain.from_iterable(zip(first, second, strict=False)))


def spread(items: Sequence[str], count: int) -> tuple[str, ...]:
    """Pick from beginning to end, at even distances."""
    return tuple(items[i * len(items) // count] for i in range(count))


def texts_of(
    person: int, people: int, total: int, words: Sequence[str]
) -> tuple[str, ...]:
    """Return one person's part of all messages; each begins at another topic."""
    count = total // people + (person < total % people)
    start = person * len(words) // people // 2 * 2  # A topic: they stand at 0, 2, 4 …
    return tuple(islice(cycle((*words[start:], *words[:start])), count))


def _read(path: Path) -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read
