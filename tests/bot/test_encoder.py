"""The encoder's files are checked, and its vectors behave."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.encoder import WIDTH, Encoder, check_files, find_folder
from bot.errors import EncoderError


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(find_folder())


def test_vectors_have_unit_length_and_do_not_depend_on_their_company(
    encoder: Encoder,
) -> None:
    alone = encoder.encode(["how do I refer?"])
    among = encoder.encode(
        ["a much longer sentence that needs padding", "how do I refer?", ""]
    )
    assert among.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(among, axis=1), 1, atol=1e-5)
    assert np.allclose(alone[0], among[1], atol=1e-5)


def test_like_meanings_are_nearer_than_unlike_ones(encoder: Encoder) -> None:
    a, b, c = encoder.encode(
        [
            "how do I make a referral",
            "where is the referral form",
            "the weather is lovely",
        ]
    )
    assert a @ b > a @ c + 0.3


def test_what_components_learn_from_is_encoded_once_and_what_people_say_is_not_kept(
    encoder: Encoder,
) -> None:
    texts = ["the first example", "the second example", "the first example"]
    learned = encoder.encode_for_training(texts)
    assert np.allclose(learned, encoder.encode(texts), atol=1e-5)
    assert encoder.encode_for_training([]).shape == (0, WIDTH)
    encoder.encode(["something a person said"])
    assert set(encoder.remembered) >= set(texts)
    assert "something a person said" not in encoder.remembered


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_a_very_long_text_is_cut_not_refused(encoder: Encoder) -> None:
    assert encoder.encode(["word " * 5000]).shape == (1, WIDTH)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        shutil.copy(find_folder() / name, tmp_path / name)
    with (tmp_path / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(EncoderError, match=r"tokenizer\.json"):
        check_files(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="missing"):
        check_files(tmp_path)
