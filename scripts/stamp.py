"""A note in a folder of what it was built from, so that nothing is built twice."""

from __future__ import annotations

import hashlib
from pathlib import Path


class Stamp:
    """The digest of the locks that an environment meets."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "built-from"

    @staticmethod
    def of(*locks: Path) -> str:
        digest = hashlib.sha256()
        for lock in locks:
            digest.update(hashlib.sha256(lock.read_bytes()).digest())
        return digest.hexdigest()

    def holds(self, *accepted: str) -> bool:
        return self._file.exists() and self._file.read_text("ascii") in accepted

    def write(self, digest: str) -> None:
        self._file.write_text(digest, "ascii")

    def remove(self) -> None:
        """Forget the build before changing it: half an environment is none."""
        if self._file.exists():
            self._file.unlink()
