"""Puts figures into words: values, directions, lines, cards, what is not held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.message import FigureCard
from knowledge.model import Citation, Confidence, Figure, Value
from knowledge.years import covered, order, span_of, years

Direction = Literal["up", "down", "same"]
Word = Callable[[str], str]
"""Gives fixed words by their key, as Content.word does."""
AIMS = ("baseline", "target")
_PERCENT = "percent"
_CERTAINTIES: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True)
class Measure:
    """One figure, or those that belong together: a series, a baseline and its targets.

    They stand in the order of time.
    """

    figures: tuple[Figure, ...]

    @property
    def label(self) -> str:
        return self.figures[0].label

    def line(self, word: Word) -> str:
        """ "Contacts to the MASSH, 2021/22: 17,268 (2020/21: 13,058; up)"."""
        if len(self.figures) == 1:
            return _line(self.figures[0], word)
        points = (
            word("figures.point").format(
                period=_period(figure, word), value=bare(figure.value, figure.unit)
            )
            for figure in self.figures
        )
        return word("figures.series").format(label=self.label, points="; ".join(points))

    def card(self, word: Word) -> FigureCard:
        return FigureCard(
            label=self.label,
            unit=self.figures[0].unit,
            certainty=min((f.certainty for f in self.figures), key=_CERTAINTIES.index),
            points=tuple(self._points(word)),
        )

    def doubts(self) -> list[str]:
        """What to know before these numbers are used, each doubt once."""
        return list(dict.fromkeys(f.doubt for f in self.figures if f.doubt))

    def is_unsure(self) -> bool:
        """Whether a number is too uncertain to be given as a plain one."""
        return any(figure.certainty == "low" for figure in self.figures)

    def _points(self, word: Word) -> Iterator[tuple[str, Value]]:
        compared = self.figures[0].compared
        if len(self.figures) == 1 and compared:
            yield compared.period, compared.value
        for figure in self.figures:
            yield _period(figure, word), figure.value


def measures(ids: Iterable[str], held: Mapping[str, Figure]) -> list[Measure]:
    """What `ids` name, in their order.

    One of a series brings the whole series, a target its baseline and the reverse.
    What another figure is compared with does not stand by itself as well.
    """
    named = [held[name] for name in ids if name in held]
    found: dict[tuple[Figure, ...], Measure] = {}
    for figure in named:
        if any(is_compared_with(other, figure) for other in named):
            continue
        group = tuple(sorted(_kin(figure, held), key=lambda f: order(f.period)))
        found[group] = Measure(group)
    return list(found.values())


def is_compared_with(figure: Figure, earlier: Figure) -> bool:
    """Whether a figure's comparison is that other figure."""
    compared = figure.compared
    return compared is not None and (figure.label, compared.period, compared.value) == (
        earlier.label,
        earlier.period,
        earlier.value,
    )


def bare(value: Value, unit: str) -> str:
    """ "17,268", "67%"; words stay as they are."""
    text = value if isinstance(value, str) else f"{value:,}"
    return f"{text}%" if _is_percent(unit) and text[-1:].isdigit() else text


def full(value: Value, unit: str) -> str:
    """ "17,268 contacts", "67%", "67% of rapid reviews"; "a fall" needs no unit."""
    if isinstance(value, str) and not value[-1:].isdigit():
        return value
    rest = unit.removeprefix(_PERCENT).removeprefix("%").strip()
    return f"{bare(value, unit)} {rest if _is_percent(unit) else unit}".strip()


def direction(value: Value, before: Value) -> Direction | None:
    """None where either is not a number."""
    if isinstance(value, str) or isinstance(before, str):
        return None
    if value == before:
        return "same"
    return "up" if value > before else "down"


def periods_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Every period that is held, those compared with too, each once."""
    found: dict[str, None] = {}
    for figure in figures:
        if figure.compared:
            found[figure.compared.period] = None
        found[figure.period] = None
    return tuple(found)


def not_held(asked: Sequence[str], shown: Sequence[Measure], word: Word) -> str:
    """Says which periods asked for are not held, and which are; else nothing."""
    if not shown:
        return ""
    held = periods_of(figure for measure in shown for figure in measure.figures)
    lacking = [period for period in asked if not covered(period, held)]
    if not lacking:
        return ""
    named = [period for period in years(held) if span_of(period)]
    key = "figures.not_held" if named else "figures.none_held"
    return word(key).format(period=_listed(lacking, word), periods=_listed(named, word))


def cited(own: Sequence[Citation], shown: Iterable[Measure]) -> list[Citation]:
    """The answer's own sources, then those that only its figures have."""
    known = {citation.source for citation in own}
    found = [
        Citation(figure.source, figure.section)
        for measure in shown
        for figure in measure.figures
        if figure.source not in known
    ]
    return [*own, *dict.fromkeys(found)]


def matching(held: Mapping[str, Figure], measure: str) -> dict[str, Figure]:
    """Figures whose id, label, unit or series holds the words, in any case."""
    wanted = measure.casefold()
    return {
        name: figure
        for name, figure in held.items()
        if wanted
        in f"{name} {figure.label} {figure.unit} {figure.series or ''}".casefold()
    }


def _kin(figure: Figure, held: Mapping[str, Figure]) -> list[Figure]:
    """The figures shown with one, itself among them."""
    if figure.series:
        return [f for f in held.values() if f.series == figure.series]
    if figure.kind in AIMS:
        return [
            f
            for f in held.values()
            if f.kind in AIMS and (f.label, f.unit) == (figure.label, figure.unit)
        ]
    return [figure]


def _line(figure: Figure, word: Word) -> str:
    """The unit is left out where the label says it; a target has no direction."""
    said = full(figure.value, figure.unit)
    short = bare(figure.value, figure.unit)
    unit = said.removeprefix(short).strip()
    if unit and unit.casefold() in figure.label.casefold():
        said = short
    line = word(_line_key(figure)).format(
        label=figure.label, period=figure.period, value=said
    )
    if figure.compared is None:
        return line
    before = figure.compared
    way = None if figure.kind == "target" else direction(figure.value, before.value)
    return word(f"figures.compared_{way}" if way else "figures.compared").format(
        line=line, period=before.period, value=bare(before.value, figure.unit)
    )


def _line_key(figure: Figure) -> str:
    aims = figure.kind in AIMS and figure.kind not in figure.label.casefold()
    return f"figures.line_{figure.kind}" if aims else "figures.line"


def _period(figure: Figure, word: Word) -> str:
    """A target never looks like a measured value."""
    if figure.kind not in AIMS or figure.kind in figure.period.casefold():
        return figure.period
    return word(f"figures.period_{figure.kind}").format(period=figure.period)


def _is_percent(unit: str) -> bool:
    return unit.startswith((_PERCENT, "%"))


def _listed(names: Sequence[str], word: Word) -> str:
    """ "2019", "2019 and 2020", "2019, 2020 and 2021"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word('figures.and')} {names[-1]}"
