"""Rules for sentences: length, reading age, numbers, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from knowledge.model import Acronym
from knowledge.problem import Problem
from knowledge.readability import reading_age, sentences, words
from knowledge.wording import FIGURE, PLACEHOLDER

Reader = Literal["everyone", "professional"]
MOST_WORDS = 25
MOST_AGE = 11.0
FEWEST_WORDS = 20
"""A reading age of fewer words says nothing."""
_NUMBER = re.compile(
    r"(?<![\w.,£])\+?\d[\d ()-]{4,}\d(?![\w.,%])|\b(?:101|111|116 ?123)\b"
)
_YEARS = re.compile(r"^(?:19|20)\d\d[ -]+(?:(?:19|20)?\d\d)$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\bwww\.\S+")
_ACRONYM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Za-z0-9]*\b")


def prose_problems(
    place: str,
    texts: Sequence[str],
    reader: Reader,
    acronyms: Mapping[str, Acronym] | None,
) -> Iterator[Problem]:
    """`acronyms` None leaves acronyms alone, for texts too short to spell them out."""
    filled = [FIGURE.sub("100", PLACEHOLDER.sub("the number", t)) for t in texts]
    yield from _long_sentences(place, filled)
    yield from _typed_numbers(place, filled)
    if acronyms is not None:
        yield from _acronyms(place, filled, reader, acronyms)
    if reader == "everyone":
        yield from _reading_age(place, filled)


def _long_sentences(place: str, texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        for sentence in sentences(text):
            if (count := len(words(sentence))) > MOST_WORDS:
                start = " ".join(sentence.split()[:6])
                yield Problem(
                    "error",
                    place,
                    f'{count} words in "{start} …"',
                    f"Use at most {MOST_WORDS}",
                )


def _typed_numbers(place: str, texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        for match in _NUMBER.finditer(text):
            if not _YEARS.match(match[0]):
                yield Problem(
                    "error",
                    place,
                    f"{match[0]!r} looks like a number",
                    "Use {contact.phone}",
                )
        if found := _ADDRESS.search(text):
            yield Problem(
                "error", place, f"{found[0]!r} is an address", "Use {contact.email}"
            )


def _acronyms(
    place: str, texts: Sequence[str], reader: Reader, acronyms: Mapping[str, Acronym]
) -> Iterator[Problem]:
    whole = " ".join(texts)
    for short in dict.fromkeys(_ACRONYM.findall(whole)):
        held = acronyms.get(short) or acronyms.get(short.removesuffix("s"))
        if held is None:
            yield Problem(
                "error", place, f"unknown acronym {short}", "Add it to acronyms.yml"
            )
        elif not _known(held, reader) and not _spelt_out(held.means, whole):
            yield Problem(
                "error",
                place,
                f"{short} is never spelt out",
                f'Write "{held.means}" once',
            )


def _known(acronym: Acronym, reader: Reader) -> bool:
    return acronym.known_to == "everyone" or acronym.known_to == reader


def _spelt_out(means: str, text: str) -> bool:
    return _letters(means) in _letters(text)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("’", "'")).strip()


def _reading_age(place: str, texts: Sequence[str]) -> Iterator[Problem]:
    whole = "\n".join(texts)
    if len(words(whole)) < FEWEST_WORDS:
        return
    if (age := reading_age(whole)) > MOST_AGE:
        yield Problem(
            "error",
            place,
            f"reading age {age:.1f}, above {MOST_AGE:.0f}",
            "Use shorter words and sentences",
        )
