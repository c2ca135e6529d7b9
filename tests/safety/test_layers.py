"""The layers that hear danger without a model, on messages nobody learned from.

What each test measured is printed: `pytest -s`.
"""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from knowledge.alarm import Alarm, Alarms
from knowledge.content import Content
from knowledge.danger import DangerMessage, DangerWords, read_danger, read_messages
from knowledge.language import Languages
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.tidy import even
from knowledge.watch import Watch

HERE = Path(__file__).parent
MESSAGES = HERE / "messages"
LEAST = {"emergency": 0.95, "urgent": 0.90}
"""Share of the messages of a kind in which the layers must hear danger."""
FALSE_ALARMS = 0.05
NAMED = 0.1
"""Share of a harm's messages in which the words alone must name it: it was 0.25 to
0.94, and is 0 without the file that the harm is learned from."""
KEPT = 0.97
"""Share of the alarms that must survive another way of typing."""


@cache
def content() -> Content:
    return read_or_raise(BUNDLED)


@cache
def learned() -> DangerWords:
    return DangerWords(read_danger(BUNDLED))


@cache
def watch() -> Watch:
    held = content()
    return Watch(held.alarms, Languages(held.languages), learned())


@cache
def said(kind: str) -> list[DangerMessage]:
    return [message for message in read_messages(MESSAGES) if message.kind == kind]


@cache
def plain() -> dict[str, dict[str, list[str]]]:
    text = (HERE / "plain.yml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


def alarm_in(text: str) -> Alarm | None:
    """The alarm that the gateway alone would raise."""
    found = watch().hear(text)
    return None if found is None or found.alike else found


def report(text: str) -> str:
    print(text)  # noqa: T201
    return text


# How much is heard


@pytest.mark.parametrize("kind", LEAST)
def test_danger_is_heard(kind: str) -> None:
    missed = [m for m in said(kind) if alarm_in(m.text) is None]
    share = 1 - len(missed) / len(said(kind))
    told = "\n".join(f"  {m.harm}: {m.text}" for m in missed)
    text = report(f"{kind}: {share:.1%} of {len(said(kind))} heard; missed:\n{told}")
    assert share >= LEAST[kind], text


def test_look_alikes_raise_no_alarm() -> None:
    fired = [(m, a) for m in said("lookalike") if (a := alarm_in(m.text))]
    share = len(fired) / len(said("lookalike"))
    told = "\n".join(f"  {a.rule} ({a.layer}): {m.text}" for m, a in fired)
    text = report(f"look-alikes: {share:.1%} of {len(said('lookalike'))}:\n{told}")
    assert share <= FALSE_ALARMS, text


def test_every_harm_has_messages_of_every_kind() -> None:
    found = {(m.harm, m.kind) for kind in (*LEAST, "lookalike") for m in said(kind)}
    assert found == {
        (harm, kind)
        for harm in content().alarms.harms
        for kind in (*LEAST, "lookalike")
    }


def test_no_message_of_these_tests_is_learned_from() -> None:
    known = {even(message.text) for message in read_danger(BUNDLED)}
    tested = [
        text
        for path in sorted(HERE.rglob("*.yml"))
        for text in _texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    assert len(tested) > 800
    assert not [text for text in tested if even(text) in known]


def _texts(value: Any) -> Iterator[str]:
    """All messages of a file, whether they stand alone or with what they mean."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict) and "text" in value:
        yield value["text"]
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


# Every file of the content is needed


@cache
def rules_of(harm: str) -> Alarms:
    """The rules of one file, with the words and frames that all files share."""
    alarms = content().alarms
    return Alarms({harm: alarms.harms[harm]}, alarms.sets, alarms.frames)


def unheard_by_rules(without: str | None = None) -> set[str]:
    """Harms with a plain message that no rule file but the one left out catches."""
    held = [harm for harm in content().alarms.harms if harm != without]
    return {
        harm
        for harm, texts in plain()["rules"].items()
        for text in texts
        if not any(rules_of(one).match(text) for one in held)
    }


def untaught(words: DangerWords) -> set[str]:
    """Files of danger/ that the words show no sign of having been learned from."""
    return _unnamed(words) | {
        name
        for name, texts in plain()["calm"].items()
        for text in texts
        if words.weigh(text).danger > 0
    }


def _unnamed(words: DangerWords) -> set[str]:
    named: dict[str, list[bool]] = {}
    for message in (*said("emergency"), *said("urgent")):
        weighed = words.weigh(message.text)
        heard = weighed.danger > 0 and weighed.harm == message.harm
        named.setdefault(message.harm, []).append(heard)
    return {harm for harm, heard in named.items() if sum(heard) < NAMED * len(heard)}


def files(folder: str) -> list[str]:
    return sorted(path.stem for path in (BUNDLED / folder).glob("*.yml"))


def test_every_file_of_rules_and_of_danger_is_looked_for() -> None:
    assert sorted(plain()["rules"]) == files("alarms")
    assert sorted([*plain()["calm"], *content().alarms.harms]) == files("danger")
    assert {len(texts) for part in plain().values() for texts in part.values()} == {3}


def test_plain_messages_are_heard_by_the_rules_of_their_harm() -> None:
    assert unheard_by_rules() == set()


def test_plain_messages_raise_the_alarm() -> None:
    texts = [text for texts in plain()["rules"].values() for text in texts]
    assert not [text for text in texts if alarm_in(text) is None]


def test_every_file_of_danger_is_learned_from() -> None:
    assert untaught(learned()) == set()


@pytest.mark.parametrize("harm", files("alarms"))
def test_a_rule_file_that_is_left_out_is_missed(harm: str) -> None:
    assert unheard_by_rules(without=harm) == {harm}


@pytest.mark.parametrize("name", files("danger"))
def test_a_danger_file_that_is_left_out_is_missed(name: str, tmp_path: Path) -> None:
    for folder in ("danger", "concerns"):
        shutil.copytree(BUNDLED / folder, tmp_path / folder)
    (tmp_path / "danger" / f"{name}.yml").unlink()
    assert name in untaught(DangerWords(read_danger(tmp_path)))


# Other ways of typing


def random_case(text: str, chance: random.Random) -> str:
    return "".join(chance.choice((c.upper(), c.lower())) for c in text)


def one_typo(text: str, chance: random.Random) -> str:
    """A letter too many, too few, wrong or swapped, in one word of the message."""
    words = text.split(" ")
    at = chance.choice([i for i, w in enumerate(words) if len(w) > 2] or [0])
    word, i = words[at], chance.randrange(len(words[at]))
    letter = chance.choice(string.ascii_lowercase)
    words[at] = chance.choice(
        (
            word[:i] + word[i + 1 :],
            word[:i] + letter + word[i:],
            word[:i] + letter + word[i + 1 :],
            word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :],
        )
    )
    return " ".join(words)


def without_apostrophes(text: str, _: random.Random) -> str:
    return text.replace("'", "").replace("’", "")


def with_emoji(text: str, chance: random.Random) -> str:
    """After one word in five, apart or stuck to it."""
    signs = ("😭", " 😭😭", " 🙏", "🔪", " 😡 ", "💔💔")
    return " ".join(
        word + (chance.choice(signs) if chance.random() < 0.2 else "")
        for word in text.split(" ")
    )


def doubled_letters(text: str, chance: random.Random) -> str:
    """In one word of twelve, and in one at least."""
    words = text.split(" ")
    sure = chance.randrange(len(words))
    for at, word in enumerate(words):
        if word and (at == sure or chance.random() < 0.08):
            i = chance.randrange(len(word))
            words[at] = word[: i + 1] + word[i:]
    return " ".join(words)


def chatter_before(text: str, chance: random.Random) -> str:
    return chance.choice(BEFORE) + text


def chatter_after(text: str, chance: random.Random) -> str:
    return text + chance.choice(AFTER)


def asking_for_help(text: str, chance: random.Random) -> str:
    return chance.choice(ASKING) + text


BEFORE = (
    "hiya, ",
    "hello, sorry to bother you. ",
    "hi can you help me please. ",
    "good evening, not sure if this is the right place. ",
    "hello is anyone there? ",
    "im not sure who to ask but ",
    "Hi there, hope you are well. ",
    "sorry if this is nothing, ",
)
AFTER = (
    " please help",
    ", thanks",
    ". sorry for the long message",
    " what do i do",
    " x",
    ". who do I ring?",
    ". thank you for reading this",
    " cheers, sorry to be a pain",
)
ASKING = (
    "who do I ring, ",
    "how do i get help, ",
    "what should I do, ",
    "can you tell me what to do, ",
)
ASKED_FIRST = 0.88
"""The same where a question stands first: it weighs like those of calm people."""
FOLLOWED = 0.94
"""The same where thanks or a question follow without a stop between."""


@dataclass(frozen=True)
class Typing:
    """A way of typing a message that does not change what it says."""

    name: str
    typed: Callable[[str, random.Random], str]
    least: float = KEPT


TYPINGS = [
    Typing("random case", random_case),
    Typing("one typo", one_typo),
    Typing("missing apostrophes", without_apostrophes),
    Typing("emoji", with_emoji),
    Typing("doubled letters", doubled_letters),
    Typing("chatter before", chatter_before, FOLLOWED),
    Typing("chatter after", chatter_after, FOLLOWED),
    Typing("asking for help", asking_for_help, ASKED_FIRST),
]


@cache
def heard_as_written() -> list[str]:
    plain_ones = [text for texts in plain()["rules"].values() for text in texts]
    every = [message.text for message in said("emergency")] + plain_ones
    return [text for text in every if alarm_in(text) is not None]


@pytest.mark.parametrize("typing", TYPINGS, ids=lambda typing: typing.name)
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_an_alarm_survives_another_way_of_typing(typing: Typing, seed: int) -> None:
    chance = random.Random(seed)
    typed = [typing.typed(text, chance) for text in heard_as_written()]
    lost = [text for text in typed if alarm_in(text) is None]
    share = 1 - len(lost) / len(typed)
    told = "\n".join(f"  {text}" for text in lost)
    text = report(f"{typing.name}: {share:.1%} of {len(typed)} kept; lost:\n{told}")
    assert share >= typing.least, text
