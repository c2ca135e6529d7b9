"""The parts of a hand-written page that are made anew, each between two markers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.errors import ScriptError

_BLOCK = re.compile(
    r"(?P<begin><!-- made: (?P<name>[a-z_]+) -->\n).*?(?P<end><!-- end made -->)",
    re.DOTALL,
)


def renewed(page: str, blocks: Mapping[str, str]) -> str:
    """All else stays; raises ScriptError for a block without its place."""
    held = [match["name"] for match in _BLOCK.finditer(page)]
    if sorted(held) != sorted(blocks):
        raise ScriptError(
            f"the page has the blocks {sorted(held)} and needs {sorted(blocks)}: write "
            "<!-- made: NAME --> and <!-- end made --> once for each"
        )
    return _BLOCK.sub(
        lambda match: f"{match['begin']}\n{blocks[match['name']]}\n\n{match['end']}",
        page,
    )
