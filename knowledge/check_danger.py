"""Rules for what danger is heard by and answered with: messages, languages, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from knowledge.alarm import AlarmLevel
from knowledge.concern import Concern, read_concerns
from knowledge.content import Content
from knowledge.danger import NO_HARM, DangerMessage, read_messages
from knowledge.errors import ContentError
from knowledge.language import Language
from knowledge.problem import Problem
from knowledge.tidy import even

DANGER, CONCERNS = "danger", "concerns"
FEWEST_MESSAGES = 20
"""Of each kind that a harm needs, for its words to be learnt."""
MOST_CHARACTERS = 1000
MOST_WORDS = 40
"""Of a reply to an alarm, before its contacts."""
WORDING = ("emergency", "cannot_speak", "interpreter", "machine", "contacts")
_KINDS: tuple[str, ...] = ("emergency", "urgent", "lookalike")
_ALARM_WORDS = re.compile(r"(emergency|urgent)\.(public|professional)(_again)?")
_GAPS = ("..", "...")
_FILE = re.compile(r"(?P<file>[^\s:]+?\.yml):? ?(?P<text>.*)")


def message_problems(folder: Path, content: Content) -> list[Problem]:
    """Of `danger/` and `concerns/` in a content folder, each with its file and line."""
    found: list[Problem] = []
    danger, concerns = (_opened(folder, kind, found) for kind in (DANGER, CONCERNS))
    if danger is not None:
        try:
            messages = read_messages(folder / DANGER)
            found += _messages(messages, content, _places(danger))
        except ContentError as error:
            found += _misshapen(DANGER, error)
    if concerns is not None:
        try:
            found += _doors(read_concerns(folder), content, _places(concerns))
        except ContentError as error:
            found += _misshapen(CONCERNS, error)
    lines = [*(danger or ()), *(concerns or ())]
    return sorted({*found, *_repeated(lines), *_lengths(lines)})


@dataclass(frozen=True)
class _Line:
    """A message where it stands, such as "danger/fire.yml: line 7"."""

    place: str
    text: str


def _opened(folder: Path, kind: str, found: list[Problem]) -> list[_Line] | None:
    """Every message of every file, or None where a file cannot be opened."""
    lines: list[_Line] = []
    before = len(found)
    for path in sorted((folder / kind).glob("*.yml")):
        place = f"{kind}/{path.name}"
        try:
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_loader())
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            told = f"cannot be read: {' '.join(str(error).split())}"
            found.append(Problem("error", place, told, "Correct the line it names"))
            continue
        found += _lost(root, place)
        texts = _spoken(root) if kind == DANGER else _worries(root)
        lines += [_Line(_place(place, node), _bare(node.value)) for node in texts]
    return lines if len(found) == before else None


def _lost(root: yaml.Node | None, place: str) -> Iterator[Problem]:
    """What YAML would drop or take apart without a word."""
    for node in _nodes(root):
        keys = Counter(key.value for key, _ in _pairs(node))
        for key, times in keys.items():
            if times > 1:
                yield Problem(
                    "error",
                    _place(place, node),
                    f"{key!r} stands {times} times and only the last counts",
                    "Make one of them",
                )
    for kind, voices in _pairs(root):
        for voice, texts in _pairs(voices):
            if isinstance(texts, yaml.ScalarNode) and texts.value not in ("", "null"):
                yield Problem(
                    "error",
                    _place(place, texts),
                    f"{kind.value}: {voice.value} is no list",
                    "Begin each message with a dash",
                )


def _nodes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if node is None:
        return
    yield node
    for _, value in _pairs(node):
        yield from _nodes(value)
    for item in _items(node):
        yield from _nodes(item)


def _spoken(root: yaml.Node | None) -> Iterator[yaml.Node]:
    for _, voices in _pairs(root):
        for _, texts in _pairs(voices):
            yield from _items(texts)


def _worries(root: yaml.Node | None) -> Iterator[yaml.Node]:
    for entry in _items(root):
        yield from (value for key, value in _pairs(entry) if key.value == "text")


def _pairs(node: yaml.Node | None) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else ()


def _items(node: yaml.Node | None) -> Sequence[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _place(place: str, node: yaml.Node) -> str:
    return f"{place}: line {node.start_mark.line + 1}"


def _places(lines: Iterable[_Line]) -> Mapping[str, str]:
    """Where each text stands first."""
    return {line.text: line.place for line in reversed(list(lines))}


def _misshapen(kind: str, error: ContentError) -> Iterator[Problem]:
    for line in str(error).splitlines():
        match = _FILE.match(line)
        place, text = (match["file"], match["text"]) if match else ("", line)
        yield Problem(
            "error", f"{kind}/{place}", text, "See docs/content.md for the format"
        )


def _messages(
    messages: Iterable[DangerMessage], content: Content, places: Mapping[str, str]
) -> Iterator[Problem]:
    held = Counter((message.harm, message.kind) for message in messages)
    first = {m.harm: places[_bare(m.text)] for m in reversed(list(messages))}
    known = [*content.alarms.harms, NO_HARM]
    for harm in first:
        if harm not in known:
            yield Problem(
                "error",
                first[harm].partition(": ")[0],
                f"there is no alarms/{harm}.yml",
                "Write its rules or correct the harm",
            )
    for harm in known:
        for kind in _KINDS:
            wanted = FEWEST_MESSAGES if harm != NO_HARM or kind == "lookalike" else 0
            if held[harm, kind] < wanted:
                yield Problem(
                    "error",
                    f"{DANGER}/{harm}.yml",
                    f"{held[harm, kind]} {kind} messages",
                    f"Write at least {wanted}",
                )
            if not wanted and held[harm, kind]:
                yield Problem(
                    "error",
                    f"{DANGER}/{harm}.yml",
                    f"{kind} messages of no harm",
                    "Put them into the file of their harm",
                )


def _doors(
    concerns: Iterable[Concern], content: Content, places: Mapping[str, str]
) -> Iterator[Problem]:
    for concern in concerns:
        place = places[_bare(concern.text)]
        for name in (concern.route, *concern.also):
            route = content.routes.get(name)
            if route is None:
                yield Problem(
                    "error",
                    place,
                    f"unknown route {name!r}",
                    "Define the route or correct the id",
                )
            elif concern.audience == "public" and route.audience == "professional":
                yield Problem(
                    "error",
                    place,
                    f"route {name!r} is for professionals only",
                    "Name the public's own door instead",
                )


def _repeated(lines: Iterable[_Line]) -> Iterator[Problem]:
    """The same words, whatever their capitals and signs, teach or test nothing new."""
    first: dict[str, _Line] = {}
    for line in lines:
        held = first.setdefault(even(line.text), line)
        if held is not line:
            yield Problem(
                "error",
                line.place,
                f"the same words stand in {held.place}",
                "Keep one of them",
            )


def _lengths(lines: Iterable[_Line]) -> Iterator[Problem]:
    for line in lines:
        if len(line.text) > MOST_CHARACTERS:
            told = f"{len(line.text)} characters"
            yield Problem("error", line.place, told, f"Use at most {MOST_CHARACTERS:,}")
        if not even(line.text):
            yield Problem("error", line.place, "holds no words", "Write or remove it")


def alarm_word_problems(content: Content) -> Iterator[Problem]:
    """999 in every reply to an alarm, and few words, its advice among them."""
    longest = max(
        (" ".join(harm.advice) for harm in content.alarms.harms.values()),
        key=lambda advice: len(advice.split()),
        default="",
    )
    for key, text in content.words.items():
        match = _ALARM_WORDS.fullmatch(key)
        place = f"words.yml: {key}"
        if match and "999" not in text:
            yield Problem("error", place, "999 is missing", "Say when to ring 999")
        advice = longest if match and match[1] == "emergency" else ""
        spoken = match or key == "emergency.above"
        if spoken and (count := len(f"{text} {advice}".split())) > MOST_WORDS:
            told = f"{count} words" + (f' with "{advice}"' if advice else "")
            yield Problem("error", place, told, f"Use at most {MOST_WORDS}")


def language_problems(content: Content) -> Iterator[Problem]:
    """Of each language: its wording, its phrases, and who has read them."""
    for name, language in content.languages.items():
        place = f"languages/{name}.yml"
        if language.code != name:
            yield Problem(
                "error", place, f"its code is {language.code!r}", "Name the file so"
            )
        yield from _fixed_sentences(language, place)
        yield from _phrases(language, place, content)


def _fixed_sentences(language: Language, place: str) -> Iterator[Problem]:
    for key in WORDING:
        if key not in language.wording or not language.wording[key].text:
            yield Problem("error", place, f"no wording {key!r}", "Have it translated")
    emergency = language.wording.get("emergency")
    if emergency and "999" not in emergency.text:
        yield Problem(
            "error", place, "the emergency wording lacks 999", "Say to ring 999"
        )
    unread = sum(not said.checked_by for said in language.wording.values())
    if unread:
        sentences = "1 sentence" if unread == 1 else f"{unread} sentences"
        yield Problem(
            "awaits",
            place,
            f"{sentences} of {language.name} "
            f"await{'s' if unread == 1 else ''} a check by a native speaker",
            "Have each held against its `means`, then fill in checked_by",
        )


def _phrases(language: Language, place: str, content: Content) -> Iterator[Problem]:
    for harm, levels in language.alarms.items():
        if harm not in content.alarms.harms:
            yield Problem(
                "error",
                place,
                f"there is no alarms/{harm}.yml",
                "Write its rules or correct the harm",
            )
        for level, phrases in levels.items():
            for phrase in phrases:
                if told := _fault(language, level, phrase):
                    yield Problem(
                        "error",
                        f"{place}: {harm}/{level}",
                        f"{_short(phrase)} {told}",
                        "See the table of signs in docs/content.md",
                    )


def _fault(language: Language, level: AlarmLevel, phrase: str) -> str | None:
    """What keeps a phrase from hearing what it says, and only that."""
    if "<" in phrase:
        return "names a set, which languages do not have"
    alone = replace(language, alarms={NO_HARM: {level: (phrase,)}})
    try:
        if alone.match("") is not None:
            return "is heard in every message"
    except (ValueError, re.error) as error:
        return f"cannot be read: {error}"
    deaf = next((said for said in _said(phrase) if not alone.match(said)), None)
    return f"does not hear {deaf!r}" if deaf else None


def _said(phrase: str) -> Iterator[str]:
    """Messages that together hold each choice of a phrase."""
    choices = [
        [_plain(choice) for choice in piece.removesuffix("?").split("|")]
        for piece in phrase.split()
        if piece not in _GAPS
    ]
    for turn in range(max(map(len, choices), default=0)):
        yield " ".join(ways[min(turn, len(ways) - 1)] for ways in choices)


def _plain(choice: str) -> str:
    ending = "x" if choice.endswith("_*") else ""  # any word may follow
    return choice.removesuffix("*").replace("_", " ") + ending


def _short(phrase: str, most: int = 40) -> str:
    return f'"{phrase}"' if len(phrase) <= most else f'"{phrase[:most]}…"'


def _bare(text: str) -> str:
    return " ".join(str(text).split())


def _loader() -> type[yaml.SafeLoader]:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
