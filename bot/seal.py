"""The hash that training wrote beside a model: another file is never loaded."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from bot.errors import SealError

VARIABLE = "SAFEGUARDING_MODEL_SHA256"
"""Where set, it counts instead of the file beside the model."""
_PIECE = 1 << 20


def check_seal(model: Path, expected: str = "") -> None:
    """Raises SealError for a file that is not the one that was trained."""
    if not model.is_file():
        raise SealError(f"{model} is not a file: name one model with --model")
    if not hmac.compare_digest(digest(model), expected.lower() or _sealed(model)):
        raise SealError(f"{model} is not the model that was trained: train it anew")


def digest(file: Path) -> str:
    """SHA-256 in hexadecimal, read in pieces."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _sealed(model: Path) -> str:
    beside = model.with_name(f"{model.name}.sha256")
    try:
        return beside.read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError):
        raise SealError(f"{beside} is missing or empty: train the model anew") from None
