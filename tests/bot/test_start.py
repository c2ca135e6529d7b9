"""Rasa starts with a token, inside, with the model that was trained, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError, SealError, StartError
from bot.seal import VARIABLE, check_seal, digest
from bot.start import check_start
from knowledge.errors import InsideError

ENVIRON = {"SAFEGUARDING_INNER_TOKEN": "t" * 43}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "a.tar.gz"
    file.write_bytes(b"what was learnt" * 100_000)
    (tmp_path / "a.tar.gz.sha256").write_text(f"{digest(file)}  a.tar.gz\n")
    return file


def arguments(model: Path, host: str = "127.0.0.1", *more: str) -> list[str]:
    return ["run", *more, "--interface", host, "--model", str(model)]


def test_a_start_inside_with_the_trained_model_is_let_through(model: Path) -> None:
    check_start(arguments(model), ENVIRON)
    check_start(["train", "--force"], {})


def test_a_changed_byte_is_refused(model: Path) -> None:
    changed = bytearray(model.read_bytes())
    changed[-7] ^= 1
    model.write_bytes(bytes(changed))
    with pytest.raises(SealError, match="not the model that was trained"):
        check_start(arguments(model), ENVIRON)


def test_a_model_without_its_hash_is_refused(model: Path) -> None:
    model.with_name("a.tar.gz.sha256").unlink()
    with pytest.raises(SealError, match="missing"):
        check_start(arguments(model), ENVIRON)


def test_a_hash_that_is_set_counts_before_the_one_beside_the_model(
    model: Path,
) -> None:
    check_seal(model, digest(model).upper())
    with pytest.raises(SealError):
        check_start(arguments(model), {**ENVIRON, VARIABLE: "0" * 64})


def test_a_folder_of_models_is_refused(model: Path) -> None:
    with pytest.raises(SealError, match="--model"):
        check_start(arguments(model.parent), ENVIRON)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (["--enable-api"], StartError),
        (["--enable"], StartError),
        (["--connector", "rest"], StartError),
        (["--credentials", "other.yml"], StartError),
    ],
)
def test_a_wider_door_is_refused(
    model: Path, more: list[str], fault: type[BotError]
) -> None:
    with pytest.raises(fault):
        check_start(arguments(model, "127.0.0.1", *more), ENVIRON)


def test_a_model_at_the_end_is_refused(model: Path) -> None:
    with pytest.raises(StartError, match="--model"):
        check_start([*arguments(model), "other.tar.gz"], ENVIRON)


@pytest.mark.parametrize("host", ["0.0.0.0", "8.8.8.8"])
def test_an_address_outside_is_refused(model: Path, host: str) -> None:
    with pytest.raises(InsideError):
        check_start(arguments(model, host), ENVIRON)
    with pytest.raises(InsideError):  # Rasa's own default is every address
        check_start(["run", "--model", str(model)], ENVIRON)


def test_no_token_is_refused(model: Path) -> None:
    with pytest.raises(InsideError, match="SAFEGUARDING_INNER_TOKEN"):
        check_start(arguments(model), {})
