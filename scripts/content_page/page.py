"""The whole page as text, with its style and script inside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from knowledge.directory import Directory
from knowledge.knowledge_base import KnowledgeBase
from scripts.content_page.alarm_reply import alarm_chapters
from scripts.content_page.answer import Answer, topics_with
from scripts.content_page.chapter import Chapter, chapters
from scripts.content_page.contact_row import ContactRow, contact_row, seen_by
from scripts.content_page.door import door_chapters
from scripts.content_page.language_row import language_rows
from scripts.content_page.material import Material
from scripts.content_page.overview import overview
from scripts.content_page.sentences import FEWEST_TESTS, FEWEST_TRAINING
from scripts.content_page.source_row import is_address
from scripts.settings import ROOT

TEMPLATES = Path(__file__).parent / "templates"
THEME = ROOT / "gateway" / "static" / "theme.css"
"""The colours of the pages that people open."""


def page(material: Material) -> str:
    """Everything that comes from the content is escaped."""
    drawn = chapters(material)
    return (
        _templates()
        .get_template("page.html")
        .render(
            all=overview(material),
            chapters=drawn,
            directory=_directory(material, drawn),
            harms=alarm_chapters(KnowledgeBase(material.content), material.moment),
            doors=door_chapters(material.content),
            languages=language_rows(material.content),
            today=material.today,
            fewest={"training": FEWEST_TRAINING, "tests": FEWEST_TESTS},
            style=_inside(THEME, TEMPLATES / "page.css"),
            script=_inside(TEMPLATES / "filter.js"),
        )
    )


def _directory(
    material: Material, drawn: list[Chapter]
) -> list[tuple[ContactRow, list[str]]]:
    """Every contact with the topics that name it."""
    directory = Directory(material.content)
    answers: list[Answer] = [one for chapter in drawn for one in chapter.answers]
    return [
        (
            contact_row(directory, name, seen_by(directory, name), material.moment),
            topics_with(answers, name),
        )
        for name in material.content.contacts
    ]


def _inside(*files: Path) -> Markup:
    """Our own style and script, which need no escaping."""
    return Markup("\n".join(path.read_text(encoding="utf-8") for path in files))


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = _day
    made.tests["address"] = is_address
    return made


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
