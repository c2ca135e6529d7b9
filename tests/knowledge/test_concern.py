"""Worries as they are read: their doors, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.concern import Concern, read_concerns
from knowledge.errors import ContentError

WORRY = "{text: Gran is alone, audience: public, about: adult, route: door}"


def write(folder: Path, text: str, name: str = "adults.yml") -> None:
    (folder / "concerns").mkdir(exist_ok=True)
    (folder / "concerns" / name).write_text(text, encoding="utf-8")


def test_a_worry_keeps_whom_it_is_about_and_its_doors(tmp_path: Path) -> None:
    write(tmp_path, f"- {WORRY[:-1]}, also: [night, panel]}}\n")
    assert read_concerns(tmp_path) == [
        Concern("Gran is alone", "public", "adult", "door", ("night", "panel"))
    ]


def test_other_doors_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, f"- {WORRY}\n")
    [found] = read_concerns(tmp_path)
    assert found.also == ()


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml"):
        write(tmp_path, f"- {WORRY.replace('Gran', name)}\n", name)
    assert [c.text[0] for c in read_concerns(tmp_path)] == ["a", "b"]


def test_a_folder_without_worries_holds_none(tmp_path: Path) -> None:
    assert read_concerns(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [", ["not valid YAML"]),
        (
            f"- {WORRY}\n- {WORRY.replace('about: adult', 'about: cat')}",
            ["cat not in", "[1].about"],
        ),
        (f"- {WORRY.replace('public', 'staff')}", ["staff not in", "[0].audience"]),
        (f"- {WORRY.replace(', route: door', '')}", ["missing", "[0].route"]),
        (f"- {WORRY[:-1]}, colour: red}}", ["colour", "[0]"]),
        (f"- {WORRY.replace('Gran is alone', '999')}", ["expected str", "[0].text"]),
        ("", ["adults.yml"]),
    ],
)
def test_what_does_not_fit_is_told_with_file_and_place(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    write(tmp_path, text)
    with pytest.raises(ContentError, match=r"^adults\.yml") as raised:
        read_concerns(tmp_path)
    assert not [part for part in told if part not in str(raised.value)]
