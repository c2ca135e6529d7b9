"""Languages other than English: how they are noticed, their alarms, fixed wording."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from knowledge.alarm import Alarm, AlarmLevel, phrase_pattern
from knowledge.tidy import tidy

OTHER = "other"
"""A language that is not English and that nobody wrote words for."""
_LEAST_COMMON = 2
"""Common words of a language that a message in our letters must hold."""
_COMMON_SHARE = 0.3
_ENGLISH_SHARE = 0.45
"""Share of known English words below which a message is not taken for English."""
_FEWEST_WORDS = 4
"""Words that a message needs before unknown ones make it foreign."""
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("pa", r"[\u0a00-\u0a7f]"),
    ("zh", r"[\u3400-\u9fff\uf900-\ufaff]"),
    ("uk", r"[\u0400-\u04ff]"),
    ("arabic", r"[\u0600-\u06ff]"),
)
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06c3\u06d2]")
_FARSI = re.compile(
    "[\u067e\u0686\u0698\u06af\u06a9\u06cc]|\\b(?:من|است|را|می|که|دارد|شده|این)\\b"
)
_CLAUSE_END = re.compile(r"[.!?;:\u06d4\u061f\u0964\u3002\uff01\uff1f\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])")
_ONE_LETTER = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ł": "l", "đ": "d", "\u0131": "i"}
)


@dataclass(frozen=True)
class Translation:
    """A fixed sentence, what it must say in English, and who checked that it does."""

    text: str
    means: str
    checked_by: str = ""


@dataclass(frozen=True)
class Language:
    """`wording` by key (emergency, cannot_speak, interpreter, machine, contacts)."""

    code: str
    """BCP 47, as pages mark the language of parts."""
    name: str
    own_name: str
    direction: Literal["ltr", "rtl"]
    wording: dict[str, Translation]
    alarms: dict[str, dict[AlarmLevel, tuple[str, ...]]] = field(default_factory=dict)
    """Phrases by harm and level, in the small language of docs/content.md."""
    common: tuple[str, ...] = ()
    """Everyday words in Latin letters by which the language is noticed."""

    def match(self, text: str) -> Alarm | None:
        """The gravest alarm in a message of this language."""
        words = f" {plain_letters(text)} "
        for level in ("emergency", "urgent"):
            for harm, levels in self._patterns.items():
                if any(p.search(words) for p in levels.get(level, ())):
                    return Alarm(harm, level, f"{harm}/{self.code}")
        return None

    def share(self, words: list[str]) -> float:
        """Share of the words that are common ones, 0 where there are too few."""
        hits = sum(word in self._common for word in words)
        return hits / len(words) if hits >= _LEAST_COMMON else 0.0

    @cached_property
    def _patterns(self) -> dict[str, dict[str, list[re.Pattern[str]]]]:
        return {
            harm: {
                level: [phrase_pattern(_even_phrase(p), {}) for p in phrases]
                for level, phrases in levels.items()
            }
            for harm, levels in self.alarms.items()
        }

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(plain_letters(word) for word in self.common)


@dataclass(frozen=True)
class Languages:
    """All languages held, by code."""

    held: dict[str, Language]

    def notice(self, text: str, known: float = 1.0) -> str | None:
        """The code of a message's language, OTHER, or None for English.

        `known` is the share of its words that English messages hold. Letters decide
        first, then common words, then that hardly a word is known.
        """
        letters = _LETTER.findall(text)
        if not letters:
            return None
        foreign = sum(_script(letter) != "latin" for letter in letters)
        if foreign > len(letters) / 3:
            return self._by_script(text)
        words = plain_letters(text).split()
        best = max(self.held.values(), key=lambda one: one.share(words), default=None)
        if best and best.share(words) >= _COMMON_SHARE and known < 1 - _COMMON_SHARE:
            return best.code
        if len(words) >= _FEWEST_WORDS and known < _ENGLISH_SHARE:
            return OTHER
        return None

    def match(self, text: str) -> tuple[str, Alarm] | None:
        """The first alarm any language finds, with the language's code."""
        for code, language in self.held.items():
            if alarm := language.match(text):
                return code, alarm
        return None

    def _by_script(self, text: str) -> str:
        for code, letters in _SCRIPTS:
            if re.search(letters, text):
                if code == "arabic":
                    code = _arabic(text)
                return code if code in self.held else OTHER
        return OTHER


def plain_letters(text: str) -> str:
    """Lower case words without accents, each Chinese character a word of its own.

    Vowel signs stay, without which Punjabi words could not be told apart.
    """
    text = _HAN.sub(r" \1 ", tidy(text)).replace("'", "")
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    bare = unicodedata.normalize("NFKC", bare).translate(_ONE_LETTER)
    spaced = "".join(c if _is_written(c) else " " for c in _CLAUSE_END.sub(" . ", bare))
    return " ".join(spaced.split()).strip(" .")


def _is_written(sign: str) -> bool:
    return sign == "." or unicodedata.category(sign)[0] in "LNM"


def _even_phrase(phrase: str) -> str:
    """A phrase with its letters made plain, its signs (| * ? _ ..) kept."""
    return "".join(
        part if re.fullmatch(r"[|*?_. ]+", part) else plain_letters(part)
        for part in re.split(r"([|*?_. ]+)", phrase)
        if part
    )


def _arabic(text: str) -> str:
    if _URDU.search(text):
        return "ur"
    return "fa" if _FARSI.search(text) else "ar"


def _script(letter: str) -> str:
    return "latin" if "LATIN" in unicodedata.name(letter, "") else "other"
