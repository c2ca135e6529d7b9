"""The reply to an alarm: 999 in the first line, few words, few contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from knowledge.alarm import Alarm, Harm
from knowledge.content import Content
from knowledge.directory import Directory
from knowledge.language import OTHER, Language
from knowledge.message import ContactCard, Message, Option, Passage, SourceCard
from knowledge.model import Audience

MOST_CONTACTS = 4
"""Beside 999: somebody in danger reads no lists."""
_ONLY_FOR: Mapping[str, str] = {
    "massh": "child",
    "nspcc": "child",
    "childline": "child",
    "runaway_helpline": "child",
    "adult_social_care": "adult",
}
_EMERGENCY = "emergency_999"
_FRONT_DOORS = ("massh", "adult_social_care")
_FOREIGN = {
    "emergency": ("emergency", "cannot_speak", "interpreter"),
    "urgent": ("emergency", "interpreter", "machine", "contacts"),
}


def alarm_message(
    content: Content,
    directory: Directory,
    alarm: Alarm,
    audience: Audience,
    moment: datetime,
    *,
    about: str = "",
    doors: Sequence[str] = (),
    again: bool = False,
) -> Message:
    """`about` is child, adult or empty; `doors` are routes that fit the worry in it.

    `again`: the talk has had an alarm before, so that other words are due. A harm this
    edition no longer holds is still an alarm, with the main contacts.
    """
    harm = content.alarms.harms.get(alarm.harm) or _unknown(content)
    passages = _passages(content, alarm, harm, audience, again)
    first = (_EMERGENCY,) if alarm.level == "emergency" else ()
    return Message(
        kind=alarm.level,
        text="\n\n".join(passage.text for passage in passages),
        routes=tuple(dict.fromkeys((*first, *doors))),
        contacts=_cards(
            directory, harm, about, alarm.layer != "rules", audience, moment
        ),
        options=_options(content, alarm.level),
        sources=tuple(_sources(content, harm)),
        passages=tuple(passages) if alarm.language else (),
    )


def _passages(
    content: Content, alarm: Alarm, harm: Harm, audience: Audience, again: bool
) -> list[Passage]:
    key = f"{alarm.level}.{audience}{'_again' if again else ''}"
    english = [content.word(key)]
    if harm.advice and alarm.level == "emergency" and not alarm.language:
        english.append(" ".join(harm.advice))
    found = [Passage("en", "ltr", "\n\n".join(english))]
    if alarm.language == OTHER:
        found.append(Passage("en", "ltr", content.word("language.other")))
    elif alarm.language and (spoken := content.languages.get(alarm.language)):
        found.insert(0, _spoken(spoken, alarm))
    return found


def _spoken(language: Language, alarm: Alarm) -> Passage:
    sentences = [
        language.wording[key].text
        for key in _FOREIGN[alarm.level]
        if key in language.wording
    ]
    return Passage(language.code, language.direction, " ".join(sentences))


def _cards(
    directory: Directory,
    harm: Harm,
    about: str,
    learned: bool,
    audience: Audience,
    moment: datetime,
) -> tuple[ContactCard, ...]:
    """999, then what is open or may be, the closed ones last."""
    fitting = [name for name in harm.contacts if _fits(name, about)]
    if learned:
        # The harm is a guess, so that a front door stands beside its contacts.
        fitting[MOST_CONTACTS - 2 :] = [n for n in _FRONT_DOORS if _fits(n, about)]
    names = dict.fromkeys((_EMERGENCY, *fitting))
    found = directory.cards(names, audience, moment)
    emergency = [card for card in found if card.id == _EMERGENCY]
    others = sorted(
        (card for card in found if card.id != _EMERGENCY),
        key=lambda card: card.state == "closed",
    )
    return tuple(emergency + others[:MOST_CONTACTS])


def _fits(contact: str, about: str) -> bool:
    known = about in ("child", "adult")
    return not known or _ONLY_FOR.get(contact, about) == about


def _options(content: Content, level: str) -> tuple[Option, ...]:
    """At most one thing is asked: how it stands now."""
    found: list[Option] = []
    while f"{level}.option{len(found) + 1}.label" in content.words:
        key = f"{level}.option{len(found) + 1}"
        found.append(Option(content.word(f"{key}.label"), content.word(f"{key}.say")))
    return tuple(found)


def _sources(content: Content, harm: Harm) -> Iterable[SourceCard]:
    for name in harm.sources:
        if source := content.sources.get(name):
            yield SourceCard(source.title, source.date, source.url, None)


def _unknown(content: Content) -> Harm:
    return Harm("", tuple(content.word("contact.main").split()), {})
