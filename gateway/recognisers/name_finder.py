"""Finds names of persons by the words themselves and by those around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gateway.allow_list import Phrases, plain
from gateway.recognisers.name_list import NameList
from gateway.recognisers.word import Word, words_of

Place = tuple[int, int]

_ENGLISH_AT_LEAST = 0.6
_STRONG = frozenset({"named", "called", "surname", "nicknamed", "aka", "alias"})
_INTRODUCING = frozenset({"im", "am", "its", "is", "hi", "hello", ""})
_INTRODUCED = frozenset({"here", "from", "again", "speaking", "calling"})
_BEFORE_A_PLACE = frozenset({"in", "from", "near", "to", "at", "around", "of", "into"})
_LAWS = frozenset({"law", "laws"})
_OPENINGS = frozenset(":\"'“‘(,-=")
_STOPS = frozenset(".,!?;:()[]\"'–-/&")
_INITIALS = frozenset("bcdefghjlmpstvw")
_ENDED = ("s", "es", "d", "ed", "r", "er", "ers", "y", "ing")
_ENDINGS = (
    *("ing", "ings", "ed", "edly", "ly", "tion", "tions", "ment", "ments", "ness"),
    *("ful", "less", "able", "ible", "ous", "ive", "ity", "ism", "ist", "ers", "est"),
    *("ised", "ized", "ise", "ize", "ally", "wise", "hood", "ship", "nt"),
)


@dataclass(frozen=True)
class NameFinder:
    """`knows` tells whether a word in lower case is one of the language's own."""

    names: NameList
    knows: Callable[[str], bool]

    def find(
        self, text: str, people: Callable[[], Sequence[Place]] = tuple
    ) -> Iterator[Place]:
        """`people` are places a model takes for persons: a support, no proof.

        The model is slow, so it is asked only where a word hangs on it.
        """
        phrases = list(Phrases(self.names.phrases).spans(text))
        words = [
            self._parted(word)
            for word in words_of(text)
            if not any(start < word.end and word.start < end for start, end in phrases)
        ]
        reading = _Reading(self, words, people, self._is_english(words))
        at = 0
        while at < len(words):
            end = reading.name_from(at)
            if end > at:
                yield words[at].start, words[end - 1].end
            at = max(end, at + 1)

    def _is_english(self, words: Sequence[Word]) -> bool:
        """Elsewhere "alan" is "now" and "sam" is poison: only a capital tells."""
        others = [
            word.core
            for word in words
            if word.is_word and len(word.core) > 1 and not self.names.lists(word.core)
        ]
        known = sum(self.is_ordinary(core) for core in others)
        return known >= _ENGLISH_AT_LEAST * len(others)

    def is_given(self, core: str) -> bool:
        """A given name, also with a letter lost, doubled or swapped: "keiran"."""
        if core in self.names.given:
            return True
        return len(core) > 4 and self._is_misspelt(core) and self.is_unknown(core)

    def _is_misspelt(self, core: str) -> bool:
        return core in self._slips or any(
            shorter in self.names.given and len(shorter) > 4
            for shorter in _with_a_letter_less(core)
        )

    @cached_property
    def _slips(self) -> frozenset[str]:
        return frozenset(
            slip
            for name in self.names.given
            if len(name) > 4
            for slip in (*_with_a_letter_less(name), *_with_letters_swapped(name))
            if len(slip) > 4
        )

    def is_strange(self, core: str) -> bool:
        """Unknown, and not built from two known words as "bedsores" is."""
        return self.is_unknown(core) and not any(
            self.is_ordinary(core[:at]) and self.is_ordinary(core[at:])
            for at in range(3, len(core) - 2)
            if len(core) > 7
        )

    def is_unknown(self, core: str) -> bool:
        """Neither a listed name nor a word of the language, nor ending like one."""
        return (
            len(core) > 2
            and not self.names.lists(core)
            and not self.is_ordinary(core)
            and core not in self.names.places
            and core not in self.names.grammar
            and core not in self.names.relations
            and not any(core.endswith(end) and len(core) > 5 for end in _ENDINGS)
        )

    def is_ordinary(self, core: str) -> bool:
        """Also where only an ending is new: "bins", "explainer", "absconds"."""
        return any(
            self.knows(stem) or stem in self.names.slang
            for stem in (core, *(core.removesuffix(end) for end in _ENDED))
        )

    def _parted(self, word: Word) -> Word:
        """With the name in "jaydens" and "Ellie-Mae" as its core."""
        listed = [
            part
            for part in map(plain, word.text.split("-"))
            if part in self.names.given or part in self.names.surnames
        ]
        if listed and "-" in word.text:
            return replace(word, core=listed[0])
        core, stem = word.core, word.core[:-1]
        if (
            word.is_possessive
            or not core.endswith("s")
            or self.names.lists(core)
            or self.knows(core)
            or stem not in self.names.given
            or len(stem) < 3
        ):
            return word
        return replace(word, core=stem, end=word.end - 1, is_possessive=True)


@dataclass(frozen=True)
class _Reading:
    """One message while names are looked for in it."""

    finder: NameFinder
    words: Sequence[Word]
    ask_people: Callable[[], Sequence[Place]]
    is_english: bool

    @cached_property
    def people(self) -> Sequence[Place]:
        return self.ask_people()

    @property
    def names(self) -> NameList:
        return self.finder.names

    def name_from(self, at: int) -> int:
        """Where a name that begins at this word ends; the word itself if none does."""
        word = self.words[at]
        if not word.is_word or not self._begins(at):
            return at
        end = self._run(at)
        if self._is_of_a_body(end):
            return at
        return end

    def _begins(self, at: int) -> bool:
        word, names = self.words[at], self.names
        core = word.core
        if self._core(self._before_dot(at)) in ("st", "saint"):
            return False
        if core in _LAWS and at > 0 and self.words[at - 1].is_possessive:
            return False
        if self._after_title(at):
            return self._may_be_titled(at)
        if self._heads_a_full_name(at):
            return True
        is_outstanding = word.stands_out and core in names.given_everyday
        if core in names.grammar and not is_outstanding:
            return False
        if not self.is_english and not word.stands_out:
            return False
        if self.finder.is_given(core):
            return not self._is_a_place(at)
        if self._is_initial(at):
            return True
        if self._after_strong_cue(at):
            return self._may_be_named(at)
        if core in names.given_everyday:
            return self._everyday_name(at)
        if core in names.surnames and core not in names.places:
            return self._lone_surname(at)
        return self._stranger(at)

    def _heads_a_full_name(self, at: int) -> bool:
        """The first word of "Will Harding", "Rose Mallory" and "Nguyen Thi Lan"."""
        if at + 1 >= len(self.words):
            return False
        names, word, after = self.names, *self.words[at : at + 2]
        if not (word.is_capital and after.stands_out) or after.is_acronym:
            return False
        if self._is_a_body(at + 1) or after.core in names.places:
            return False
        if word.core in names.given_everyday:
            is_plain = word.core in names.grammar or word.core in names.calendar
            is_known = after.core in names.surnames or (
                not is_plain and self._strange(at + 1) and self._is_in_people(after)
            )
            return is_known or (not is_plain and after.core in names.given)
        is_listed = after.core in names.given or after.core in names.given_everyday
        return word.core in names.surnames and is_listed

    def _run(self, at: int) -> int:
        """Takes in what follows as long as it belongs to the name."""
        end = at + 1
        while end < len(self.words) and not self.words[end - 1].is_possessive:
            if self._joins(end):
                end += 2
            elif self._continues(end):
                end += 1
            elif self._is_tied(end):
                end += 2
            elif self.words[end].text == "." and self._is_letter(end - 1):
                end += 1
            else:
                break
        return end

    def _continues(self, at: int) -> bool:
        word, names = self.words[at], self.names
        core = word.core
        if not word.is_word or core in names.calendar or self._is_a_body(at):
            return False
        if self._is_letter(at):
            is_initial = self._stops(at + 1) or self._core(at + 1) in names.verbs
            return word.is_capital or (core in _INITIALS and is_initial)
        if core in names.grammar or core in names.relations:
            return word.is_capital and core in names.surnames_everyday
        if core in names.given or core in names.surnames:
            return True
        if core in names.given_everyday or core in names.surnames_everyday:
            return word.is_capital or (
                core not in names.seldom and self._is_followed_by(at, names.verbs)
            )
        if core in names.places:
            return word.is_capital and self.words[at - 1].is_capital
        if word.is_capital:
            return not word.is_acronym
        return self.finder.is_unknown(core)

    def _is_tied(self, at: int) -> bool:
        """The dot of "kelly.matthews"."""
        if self.words[at].text != "." or at + 1 >= len(self.words):
            return False
        before, dot, after = self.words[at - 1 : at + 2]
        is_tight = before.end == dot.start and dot.end == after.start
        return is_tight and self._continues(at + 1)

    def _joins(self, at: int) -> bool:
        """Whether "al", "van" or the like and a word after it belong to the name."""
        if at + 1 >= len(self.words) or self.words[at].core not in self.names.joiners:
            return False
        return self.words[at + 1].is_word and self._continues(at + 1)

    def _after_title(self, at: int) -> bool:
        before = self._before_dot(at)
        if self._core(before) not in self.names.titles:
            return False
        return not (self.words[before].is_acronym and self.words[before].is_capital)

    def _may_be_titled(self, at: int) -> bool:
        word, before = self.words[at], self._before_dot(at)
        title = self._core(before)
        if word.core in self.names.grammar:
            return False
        if self.names.lists(word.core):
            is_verb = title == "miss" and not self.words[before].is_capital
            return not is_verb or not self.finder.knows(word.core) or word.is_capital
        if word.core in self.names.relations:
            return False
        if word.is_capital and not word.is_acronym:
            return True
        if title in ("mr", "mrs") and word.core in self.names.places:
            return True
        return self.finder.is_strange(word.core)

    def _before_dot(self, at: int) -> int:
        """The word before, also in "Mr. Patel"."""
        return at - 2 if self._core(at - 1) == "." else at - 1

    def _after_strong_cue(self, at: int) -> bool:
        before = at - 1
        while self._core(before) in _OPENINGS:
            before -= 1
        last, second = self._core(before), self._core(before - 1)
        if last in ("is", "was", "s") and second in ("name", "names", "surname"):
            return True
        if last in ("name", "names") or last in _STRONG:
            return True
        if last in ("him", "her", "me", "them") and second in ("call", "calls"):
            return True
        return last == "as" and second == "known"

    def _may_be_named(self, at: int) -> bool:
        word, names = self.words[at], self.names
        if word.core in names.grammar or word.core in names.relations:
            return False
        if word.core in names.given or word.core in names.surnames or word.is_capital:
            if names.lists(word.core):
                return True
        elif names.lists(word.core):
            return word.core not in names.seldom and (
                word.core in names.given_everyday
                or self._is_followed_by(at, names.verbs)
            )
        if word.core in names.places:
            return False
        if word.is_capital and not word.is_acronym:
            return self._core(at - 1) not in ("named", "called") or self._strange(at)
        return self.finder.is_strange(word.core)

    def _everyday_name(self, at: int) -> bool:
        word = self.words[at]
        if word.core in self.names.calendar and not self._is_surname(at + 1):
            return False
        if self._core(at - 1) in ("the", "a", "an", "this", "each", "any", "no"):
            return False
        if word.stands_out and not word.is_acronym:
            is_role = word.core in self.names.relations
            return not is_role and not self._is_of_a_title(at + 1)
        if word.core in self.names.seldom:
            return False
        if self._is_surname(at + 1):
            return True
        if word.is_capital and self._core(at + 1) in ("is", "was"):
            return self._core(at + 2).isdigit()
        if self._is_introduced(at):
            return True
        return self._is_related(at) and self._is_followed_by(at, self.names.verbs)

    def _lone_surname(self, at: int) -> bool:
        word = self.words[at]
        if self._core(at + 1) == "family" or self._core(at - 1) == "family":
            return True
        if word.is_capital and not (word.is_acronym and len(word.core) < 5):
            if word.stands_out or word.is_acronym:
                return True
            return self._is_followed_by(at, self.names.verbs)
        if not self.finder.knows(word.core):
            return len(word.core) > 3
        return self._is_related(at) and self._is_followed_by(at, self.names.followers)

    def _stranger(self, at: int) -> bool:
        """A word of no list: a name only where others say so."""
        word = self.words[at]
        if word.core in self.names.places or not self._strange(at):
            return False
        if self._is_introduced(at) and at > 0:
            return True
        if word.is_acronym and word.is_capital:
            return False
        may_be = word.is_capital or self._is_surname(at + 1)
        if may_be and self._is_in_people(word):
            return True
        if self._is_related(at):
            return word.stands_out or self._is_followed_by(at, self.names.followers)
        return False

    def _is_introduced(self, at: int) -> bool:
        """The name in "im grace from next door" and "hi grace here"."""
        return self._core(at + 1) in _INTRODUCED and self._core(at - 1) in _INTRODUCING

    def _is_of_a_title(self, at: int) -> bool:
        """Whether a plain word with a capital follows: "Hope House", "Royal Mail"."""
        if at >= len(self.words) or not self.words[at].stands_out:
            return False
        core = self.words[at].core
        return not self.names.lists(core) and self.finder.is_ordinary(core)

    def _strange(self, at: int) -> bool:
        return self.finder.is_strange(self.words[at].core)

    def _is_initial(self, at: int) -> bool:
        """The J of "J Smith" and "J. Smith"."""
        if not (self._is_letter(at) and self.words[at].is_capital):
            return False
        after = at + 2 if self._core(at + 1) == "." else at + 1
        return self._is_surname(after) and self.words[after].is_capital

    def _is_letter(self, at: int) -> bool:
        return len(self.words[at].core) == 1 and self.words[at].is_word

    def _is_surname(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].core in self.names.surnames

    def _is_a_place(self, at: int) -> bool:
        word = self.words[at]
        return word.core in self.names.places and self._core(at - 1) in _BEFORE_A_PLACE

    def _is_of_a_body(self, end: int) -> bool:
        """Whether the name belongs to a law, a hospital, a school."""
        if not self._is_a_body(end):
            return False
        is_law = self._core(end) in _LAWS
        return is_law or not self.words[end - 1].is_possessive

    def _is_a_body(self, at: int) -> bool:
        core = self._core(at)
        return core in self.names.organisations or (
            core in self.names.organisations_in_capitals and self.words[at].stands_out
        )

    def _is_in_people(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self.people)

    def _is_related(self, at: int) -> bool:
        """Stands after "my son" or the like, but not after "my son's"."""
        before = self._core(at - 1)
        return before in self.names.relations and not self.words[at - 1].is_possessive

    def _is_followed_by(self, at: int, follows: frozenset[str]) -> bool:
        if self.words[at].is_possessive or self._stops(at + 1):
            return True
        after = self._core(at + 1)
        return after in follows or after.isdigit()

    def _stops(self, at: int) -> bool:
        return at >= len(self.words) or self.words[at].text in _STOPS

    def _core(self, at: int) -> str:
        return self.words[at].core if 0 <= at < len(self.words) else ""


def _with_a_letter_less(word: str) -> Iterator[str]:
    """The first letter is seldom mistaken."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _with_letters_swapped(word: str) -> Iterator[str]:
    return (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(1, len(word) - 1)
    )
