"""The privacy page and the transparency record say what code and content say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.conversation_tables import metadata
from scripts.errors import ScriptError
from scripts.made_block import renewed
from scripts.privacy_page import ATRS, PRIVACY, pages, privacy_blocks

PAGE = "Before.\n<!-- made: one -->\nold\n<!-- end made -->\nAfter.\n"


@pytest.mark.parametrize("path", [PRIVACY, ATRS])
def test_the_page_is_what_code_and_content_make(path: Path, root: Path) -> None:
    written = (root / path).read_text(encoding="utf-8")
    assert written == pages(root)[path], "run `make privacy`"


def test_every_table_of_the_gateway_is_named(root: Path) -> None:
    told = privacy_blocks(root)["tables"]
    assert all(f"`{name}`" in told for name in metadata.tables)


def test_times_are_the_defaults_whatever_this_machine_sets(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARDING_PUBLIC_IDLE_MINUTES", "77")
    assert "30 minutes without a message" in privacy_blocks(root)["retention"]


def test_every_test_that_proves_a_claim_exists(root: Path) -> None:
    page = (root / PRIVACY).read_text(encoding="utf-8")
    named = [word.strip("`,") for word in page.split() if word.startswith("`tests/")]
    assert len(named) >= 5
    for name in named:
        assert (root / name).is_file(), name


def test_a_block_is_made_anew_and_the_rest_stays() -> None:
    made = renewed(PAGE, {"one": "new"})
    assert made == PAGE.replace("old", "\nnew\n")
    assert renewed(made, {"one": "new"}) == made


@pytest.mark.parametrize("blocks", [{}, {"two": ""}, {"one": "", "two": ""}])
def test_a_block_without_its_place_is_an_error(blocks: dict[str, str]) -> None:
    with pytest.raises(ScriptError, match="made: NAME"):
        renewed(PAGE, blocks)
