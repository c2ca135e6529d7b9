"""The kill switch: whether questions are answered at all."""

from __future__ import annotations

from pathlib import Path

FILE = "answering-off"


class Answering:
    """Off while the file exists, or for good by the setting; asked for each message."""

    def __init__(self, folder: Path, *, setting: str = "on") -> None:
        self._file = folder / FILE
        self._setting = setting

    def is_off(self) -> bool:
        return self._setting == "off" or self._file.exists()

    def turn_off(self) -> None:
        """Takes effect with the next message of every process on this folder."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file.touch()

    def turn_on(self) -> None:
        """The setting, where it says off, still holds."""
        self._file.unlink(missing_ok=True)
