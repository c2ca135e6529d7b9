"""How much of what is personal is taken out, over many invented messages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway.allow_list import allowed_in
from gateway.privacy import Recogniser, Redactor
from knowledge.reading import read_or_raise

FILE = Path(__file__).parent / "personal_data.yml"
KINDS = (
    "NAME",
    "DATE_OF_BIRTH",
    "ADDRESS",
    "POSTCODE",
    "PHONE",
    "EMAIL",
    "NHS_NUMBER",
    "NATIONAL_INSURANCE",
    "VEHICLE",
    "CASE_REFERENCE",
)
PARTS = ("held_out", "known", "second_held_out", "second_known", "third")
EACH_KIND = 0.90
ALL_KINDS = 0.95
UNTOUCHED = 0.95
LOOK_ALIKES = 0.97

_PLACEHOLDER = re.compile(r"\[[A-Z_]+\]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Message:
    text: str
    spans: tuple[str, ...]

    def without_spans(self) -> str:
        """With one mark for each span."""
        text = self.text
        for span in self.spans:
            assert span in text, f"{FILE.name}: {span!r} is no part of {self.text!r}"
            text = text.replace(span, "[_]", 1)
        return text

    def left(self, redacted: str) -> list[str]:
        """The spans of which any word is still there."""
        words = _words(_PLACEHOLDER.sub(" ", redacted))
        elsewhere = _words(self.without_spans())
        return [
            span
            for span in self.spans
            if any(words[word] > elsewhere[word] for word in _words(span))
        ]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


@pytest.fixture(scope="module")
def redact(recognisers: tuple[Recogniser, ...]) -> Callable[[str], str]:
    redactor = Redactor(recognisers, allowed_in(read_or_raise()))
    return lambda text: redactor.redact(text).text


@cache
def _held() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def _messages(kind: str, parts: tuple[str, ...] = PARTS) -> list[Message]:
    held = _held()["personal"][kind]
    return [
        Message(entry["text"], tuple(entry["spans"]))
        for part in parts
        for entry in held[part]
    ]


def _look_alikes(part: str) -> list[str]:
    held: list[str] = _held()["look_alikes"][part]
    return held


def _share_gone(
    messages: list[Message], redact: Callable[[str], str]
) -> tuple[float, list[str]]:
    """The share of spans that are gone, and the messages that kept one."""
    left = {m.text: m.left(redact(m.text)) for m in messages}
    spans = sum(len(m.spans) for m in messages)
    kept = sum(map(len, left.values()))
    return 1 - kept / spans, [
        f"{text}: {found}" for text, found in left.items() if found
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", KINDS)
def test_personal_details_of_each_kind_are_taken_out(
    kind: str, part: str, redact: Callable[[str], str]
) -> None:
    share, kept = _share_gone(_messages(kind, (part,)), redact)
    assert share >= EACH_KIND, "\n".join(kept)


@pytest.mark.parametrize("part", PARTS)
def test_personal_details_of_all_kinds_are_taken_out(
    part: str, redact: Callable[[str], str]
) -> None:
    messages = [message for kind in KINDS for message in _messages(kind, (part,))]
    share, kept = _share_gone(messages, redact)
    assert share >= ALL_KINDS, "\n".join(kept)


def test_nothing_but_the_details_is_changed(redact: Callable[[str], str]) -> None:
    messages = [message for kind in KINDS for message in _messages(kind)]
    changed = [
        f"{message.text}: {redacted}"
        for message in messages
        if _PLACEHOLDER.sub("[_]", redacted := redact(message.text))
        != message.without_spans()
    ]
    assert 1 - len(changed) / len(messages) >= UNTOUCHED, "\n".join(changed)


@pytest.mark.parametrize("part", PARTS)
def test_what_only_looks_personal_is_left_alone(
    part: str, redact: Callable[[str], str]
) -> None:
    texts = _look_alikes(part)
    changed = [f"{text}: {redact(text)}" for text in texts if redact(text) != text]
    share = 1 - len(changed) / len(texts)
    assert share >= LOOK_ALIKES, "\n".join(changed)


def test_the_messages_are_many_and_each_is_there_once() -> None:
    personal = [message.text for kind in KINDS for message in _messages(kind)]
    look_alikes = [text for part in PARTS for text in _look_alikes(part)]
    assert (len(personal), len(look_alikes)) == (1061, 553)
    assert len({*personal, *look_alikes}) == 1614
