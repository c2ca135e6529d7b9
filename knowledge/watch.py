"""Joins the layers that hear danger into one decision that can explain itself.

The layers are the rules, the words, the languages and, inside Rasa, the trained model.
Each may raise the alarm; a look-alike needs all of them to agree that it is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from knowledge.alarm import Alarm, AlarmLevel, Alarms
from knowledge.danger import NO_HARM, DangerWords, Weighed
from knowledge.language import OTHER, Languages

_WORDS_SCALE = 5.0
"""Log odds of the words that count as one of the model: words are too sure of
themselves, as they take each other's company for chance."""


_MOSTLY_ENGLISH = 0.6
"""Share of known words from which other languages are not looked for."""
_FEWEST_WORDS = 3
"""Words that a message needs to be weighed without the model: "yes" is in many."""
_SURENESS = 0.3
"""What a point of danger adds to the lean towards an emergency, without the model."""
_BESIDE = 0.6
"""What the words count for the level beside the model."""


@dataclass(frozen=True)
class Modelled:
    """What the trained model makes of a message, in probabilities from 0 to 1."""

    emergency: float
    urgent: float
    harm: str


@dataclass(frozen=True)
class Limits:
    """Set on messages nobody trained on (docs/safety.md), in log odds."""

    danger: float = -1.7
    """Of words and model together, from which there is an alarm."""
    words: float = 0.25
    """The same of the words alone, where there is no model."""
    emergency: float = 0.8
    """From which an alarm is an emergency rather than urgent, without the model."""
    emergency_modelled: float = -0.3
    """The same where the model was asked."""
    alike: float = -2.5
    """From which a message that raises no alarm still sounds like danger."""
    veto: float = -3.0
    """Below it a rule's words are a look-alike, if the model hears no danger either:
    the words alone do not silence a rule."""
    calm: float = 0.2
    """Probability of danger below which the model hears none."""


class Watch:
    """Hears danger; pure, so that Rasa and the gateway decide alike."""

    def __init__(
        self,
        alarms: Alarms,
        languages: Languages,
        words: DangerWords,
        limits: Limits | None = None,
    ) -> None:
        self._alarms = alarms
        self._languages = languages
        self._words = words
        self._limits = limits or Limits()

    def warm(self) -> None:
        """Compiles every phrase of every language: seconds nobody should wait for."""
        self._alarms.match("")
        for language in self._languages.held.values():
            language.match("")

    def hear(self, text: str, modelled: Modelled | None = None) -> Alarm | None:
        """The alarm of a message, with the layer that raised it and how sure it is."""
        weighed = self._words.weigh(text)
        code = self._languages.notice(text, weighed.known)
        if code is not None and code != OTHER:
            return self._foreign(text, code)
        alarm = self._english(text, weighed, modelled)
        if alarm is not None and alarm.layer == "rules":
            return alarm
        if weighed.known < _MOSTLY_ENGLISH and (found := self._languages.match(text)):
            return _spoken(*found)
        if code == OTHER:
            if alarm is None or alarm.alike:
                return _unread(OTHER)
            return replace(alarm, language=OTHER)
        return alarm

    def _english(
        self, text: str, weighed: Weighed, modelled: Modelled | None
    ) -> Alarm | None:
        rule = self._alarms.match(text)
        score = _score(weighed, modelled)
        if rule is not None:
            if modelled and self._is_alike(score, modelled):
                return replace(rule, alike=True, score=_probability(score))
            return replace(rule, score=1.0)
        if modelled is None and len(text.split()) < _FEWEST_WORDS:
            return None
        least = self._limits.danger if modelled else self._limits.words
        if score <= min(least, self._limits.alike):
            return None
        harm = modelled.harm if modelled else weighed.harm
        return Alarm(
            harm,
            self._level(weighed, modelled, score),
            f"{harm}/learned",
            layer="model" if modelled else "words",
            score=_probability(score),
            alike=score <= least,
        )

    def _is_alike(self, score: float, modelled: Modelled) -> bool:
        danger = modelled.emergency + modelled.urgent
        return score < self._limits.veto and danger < self._limits.calm

    def _level(
        self, weighed: Weighed, modelled: Modelled | None, score: float
    ) -> AlarmLevel:
        """The surer the danger, the sooner it is an emergency."""
        if modelled is None:
            lean = weighed.emergency / _WORDS_SCALE + _SURENESS * score
            return "emergency" if lean > self._limits.emergency else "urgent"
        words = (weighed.danger + weighed.emergency) / _WORDS_SCALE
        lean = _log_odds(modelled.emergency) + _BESIDE * words
        return "emergency" if lean > self._limits.emergency_modelled else "urgent"

    def _foreign(self, text: str, code: str) -> Alarm:
        found = self._languages.match(text)
        # Urdu and Punjabi in our letters are one tongue: the words decide.
        return _spoken(*found) if found else _unread(code)


def _spoken(code: str, alarm: Alarm) -> Alarm:
    return replace(alarm, layer="language", language=code)


def _unread(code: str) -> Alarm:
    """A message that cannot be read is urgent: nobody can say it is not danger."""
    return Alarm(
        NO_HARM, "urgent", f"{NO_HARM}/{code}", layer="language", language=code
    )


def _score(weighed: Weighed, modelled: Modelled | None) -> float:
    words = weighed.danger / _WORDS_SCALE
    if modelled is None:
        return words
    return words + _log_odds(modelled.emergency + modelled.urgent)


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))


def _probability(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 3)
