"""Planted details through the whole service: no database, log or model holds one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.privacy.canary import (
    PLANTED,
    all_texts,
    found_in_files,
    spelt_in,
    traces_in,
)
from tests.system.conftest import Whole
from tests.system.talk import Talk

DANGER = "he has a knife and he is in the house"


@pytest.fixture(scope="module")
def told(whole: Whole) -> list[str]:
    """What the service answered to all of them, by every channel."""
    talks = [Talk(whole.address, audience) for audience in ("public", "professional")]
    for number, text in enumerate(all_texts()):
        talks[number % 2].say(text)
    public, professional = talks
    for planted in PLANTED:
        for talk in talks:
            talk.say(f"{DANGER}. {planted.together()}")
        opinion = {
            "reference": professional.reference,
            "helpful": False,
            "reason": planted.together(),
        }
        path = f"/api/v1/conversations/{professional.id}"
        post(whole, f"{path}/feedback", json=opinion)
        post(whole, f"{path}/messages", json={"text": planted.together() * 40})
        post(whole, f"{path}/messages", content=f'{{"text": "{planted.together()}')
        post(whole, "/ask", data={"text": planted.together()})
    return [str(turn) for talk in (public, professional) for turn in talk.turns()]


def post(whole: Whole, path: str, **body: object) -> None:
    answer = httpx.post(
        whole.address + path,
        timeout=30,
        trust_env=False,
        **body,  # type: ignore[arg-type]
    )
    assert answer.status_code < 500, path


def test_no_turn_holds_one(told: list[str]) -> None:
    assert len(told) > len(all_texts())
    for turn in told:
        assert not traces_in(turn)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("name", ["conversations", "tracker"])
def test_no_database_holds_a_word_of_one(whole: Whole, name: str) -> None:
    with closing(sqlite3.connect(whole.data / f"{name}.db")) as connection:
        rows = list(connection.iterdump())
    assert len(rows) > len(all_texts())
    for row in rows:
        assert not traces_in(row)


@pytest.mark.usefixtures("told")
def test_no_log_holds_a_word_of_one(whole: Whole) -> None:
    for path in (whole.data / "logs").iterdir():
        assert not traces_in(path.read_text(encoding="utf-8")), path.name


@pytest.mark.usefixtures("told")
def test_no_file_of_the_service_holds_one(whole: Whole) -> None:
    paths = [path for path in whole.data.rglob("*") if path.is_file()]
    assert {"conversations.db", "tracker.db", "knowledge.db"} <= {p.name for p in paths}
    assert found_in_files(paths) == {}


@pytest.mark.usefixtures("told")
def test_no_model_holds_one() -> None:
    import tarfile

    model = Path(os.environ["SAFEGUARDING_TEST_MODEL"])
    with tarfile.open(model) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.isfile() else None
            if held is not None:
                assert not spelt_in(held.read()), member.name
