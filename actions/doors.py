"""Orders the doors for a described worry: likely ones first, a front door always."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.content import Content
from knowledge.model import Audience

LIKELY = 0.4
"""From which a door stands before the front doors."""
POSSIBLE = 0.12
"""From which a door is named after them."""
MOST = 4


def doors(
    about: str,
    ranked: Sequence[tuple[str, float]],
    audience: Audience,
    content: Content,
) -> tuple[str, ...]:
    """Route ids; never a professional-only one for the public, never none.

    `about` is child, adult, both or unclear and names the front doors; a front door
    that likelihood puts first stays first.
    """
    fronts = content.word(f"concern.{about or 'unclear'}.routes").split()
    open_to = [
        (door, p)
        for door, p in ranked
        if (route := content.routes.get(door))
        and (audience == "professional" or route.audience == "everyone")
    ]
    likely = [door for door, p in open_to if p >= LIKELY]
    possible = [door for door, p in open_to if POSSIBLE <= p < LIKELY]
    main, cover = fronts[: _mains(about)], fronts[_mains(about) :]
    return tuple(dict.fromkeys([*likely, *main, *possible, *cover]))[:MOST]


def _mains(about: str) -> int:
    return 1 if about in ("child", "adult") else 2
