"""The confusion of the areas as a picture: rows meant, columns understood."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from scripts.confusion import OUTCOME_NAMES, Confusion

CELL = 28
LEFT = 200
TOP = 190
RIGHT = 130
BOTTOM = 50
LETTER = 12
INK = "#1b1f24"
PALE = "#57606a"
LINE = "#d0d7de"
RIGHT_FILL = "#d2efd8"
TOTAL_FILL = "#f0f2f5"
FAINT = (255, 240, 224)
STRONG = (244, 151, 92)
"""Of a rare and of the most frequent mistake; dark letters are readable on both."""
RIGHT_COLUMN = "right"
TOTAL_COLUMN = "of all"
TOTAL_ROW = "taken wrongly"


def confusion_picture(confusion: Confusion) -> str:
    """Return an SVG file; no script, no style sheet, no font of its own."""
    return _Picture(confusion).draw()


def name_of(area: str) -> str:
    return area.replace("_", " ")


class _Picture:
    def __init__(self, confusion: Confusion) -> None:
        self._confusion = confusion
        self._rows = confusion.rows()
        self._columns = confusion.columns()
        self._most = max((m.count for m in confusion.mistakes()), default=1)
        self._width = LEFT + CELL * (len(self._columns) + 2) + RIGHT
        self._height = TOP + CELL * (len(self._rows) + 1) + BOTTOM
        self._svg = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {self._width} {self._height}",
                "width": str(self._width),
                "height": str(self._height),
                "role": "img",
                "aria-labelledby": "title desc",
                "font-family": "sans-serif",
                "font-size": str(LETTER),
                "fill": INK,
            },
        )

    def draw(self) -> str:
        self._introduce()
        self._headings()
        for row, meant in enumerate(self._rows):
            self._row(row, meant)
        self._totals()
        ElementTree.indent(self._svg)
        return ElementTree.tostring(self._svg, encoding="unicode") + "\n"

    def _introduce(self) -> None:
        title = ElementTree.SubElement(self._svg, "title", {"id": "title"})
        title.text = "Areas taken for other areas"
        desc = ElementTree.SubElement(self._svg, "desc", {"id": "desc"})
        desc.text = self._described()
        self._box(0, 0, self._width, self._height, "#ffffff")
        self._text(LEFT - 10, TOP - 12, "meant ↓", PALE, "end", bold=True)
        self._text(LEFT, 18, "understood as →", PALE, bold=True)

    def _described(self) -> str:
        mistakes = self._confusion.mistakes()
        if not mistakes:
            return "No sentence was taken for another area."
        worst = "; ".join(
            f"{m.count} of {m.total} sentences on {name_of(m.meant)} "
            f"as {name_of(m.understood)}"
            for m in mistakes[:5]
        )
        return (
            "A table: a row for each area that was mistaken at least once, a column "
            f"for what it was understood as. The most frequent: {worst}."
        )

    def _headings(self) -> None:
        headings = [*map(name_of, self._columns), RIGHT_COLUMN, TOTAL_COLUMN]
        for column, heading in enumerate(headings):
            x = LEFT + CELL * column + CELL / 2 + 4
            known = column < len(self._columns)
            plain = known and self._columns[column] not in OUTCOME_NAMES
            label = self._text(x, TOP - 8, heading, INK if plain else PALE)
            label.set("transform", f"rotate(-60 {x:g} {TOP - 8})")

    def _row(self, row: int, meant: str) -> None:
        y = TOP + CELL * row
        self._text(LEFT - 10, y + 17, name_of(meant), anchor="end")
        for column, understood in enumerate(self._columns):
            self._cell(column, y, meant, understood)
        self._total(len(self._columns), y, self._confusion.count(meant, meant), True)
        self._total(len(self._columns) + 1, y, self._confusion.total(meant))

    def _cell(self, column: int, y: int, meant: str, understood: str) -> None:
        count = self._confusion.count(meant, understood)
        right = meant == understood
        fill = RIGHT_FILL if right else self._shade(count)
        box = self._box(LEFT + CELL * column, y, CELL, CELL, fill, LINE)
        if not count:
            return
        total = self._confusion.total(meant)
        tip = ElementTree.SubElement(box, "title")
        tip.text = f"{count} of {total} on {name_of(meant)} as {name_of(understood)}"
        self._number(column, y, count, bold=not right)

    def _shade(self, count: int) -> str:
        if not count:
            return "#ffffff"
        part = (count - 1) / max(1, self._most - 1)
        mixed = (round(a + part * (b - a)) for a, b in zip(FAINT, STRONG, strict=True))
        return "#" + "".join(f"{colour:02x}" for colour in mixed)

    def _totals(self) -> None:
        y = TOP + CELL * len(self._rows)
        self._text(LEFT - 10, y + 17, TOTAL_ROW, PALE, "end")
        for column, understood in enumerate(self._columns):
            self._total(column, y, self._confusion.taken_wrongly(understood))
        lines: Sequence[tuple[int, int]] = [
            (len(self._columns), sum(self._confusion.count(m, m) for m in self._rows)),
            (len(self._columns) + 1, sum(map(self._confusion.total, self._rows))),
        ]
        for column, count in lines:
            self._total(column, y, count, right=column == len(self._columns))

    def _total(self, column: int, y: int, count: int, right: bool = False) -> None:
        fill = RIGHT_FILL if right else TOTAL_FILL
        self._box(LEFT + CELL * column, y, CELL, CELL, fill, LINE)
        self._number(column, y, count)

    def _number(self, column: int, y: int, count: int, bold: bool = False) -> None:
        x = LEFT + CELL * column + CELL / 2
        self._text(x, y + 17, str(count), anchor="middle", bold=bold)

    def _box(
        self, x: float, y: float, width: float, height: float, fill: str, line: str = ""
    ) -> ElementTree.Element:
        corner = {"x": f"{x:g}", "y": f"{y:g}"}
        size = {"width": f"{width:g}", "height": f"{height:g}"}
        box = {**corner, **size, "fill": fill, **({"stroke": line} if line else {})}
        return ElementTree.SubElement(self._svg, "rect", box)

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        fill: str = INK,
        anchor: str = "start",
        bold: bool = False,
    ) -> ElementTree.Element:
        look = {"x": f"{x:g}", "y": f"{y:g}", "fill": fill, "text-anchor": anchor}
        if bold:
            look["font-weight"] = "bold"
        element = ElementTree.SubElement(self._svg, "text", look)
        element.text = words
        return element
