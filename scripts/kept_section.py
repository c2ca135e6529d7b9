"""The part of a made page that people write and that survives making it anew."""

from __future__ import annotations

BEGIN = "<!-- kept by hand -->"
END = "<!-- end -->"
NOTHING_YET = "\nNothing has been noted yet.\n"


def kept_section(page: str) -> str:
    """Return the markers with what stands between them, word for word."""
    _, begun, rest = page.partition(BEGIN)
    kept, ended, _ = rest.partition(END)
    return f"{BEGIN}{kept if begun and ended else NOTHING_YET}{END}"
