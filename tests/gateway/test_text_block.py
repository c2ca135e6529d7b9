"""The text of a message becomes paragraphs, lists and links on the server too."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.text_block import Piece, TextBlock, text_blocks


@dataclass(frozen=True)
class FakeContact:
    phone: str | None = None
    email: str | None = None
    url: str | None = None


def test_lines_become_paragraphs_lists_and_steps() -> None:
    text = "First.\nSecond.\n• one\n• two\n\n3. three\n4. four"
    blocks = list(text_blocks(text))
    assert [(b.form, len(b.lines), b.start) for b in blocks] == [
        ("paragraph", 1, 1),
        ("paragraph", 1, 1),
        ("list", 2, 1),
        ("steps", 2, 3),
    ]
    assert blocks[2].lines[0] == (Piece("one"),)


def test_only_numbers_and_addresses_of_the_contacts_are_links() -> None:
    contact = FakeContact("0161 217 6028", "a@example.org", "https://example.org/")
    text = "Ring 0161 217 6028, not 0161 217 6029, or see https://example.org/ now."
    [block] = text_blocks(text, (contact,))
    links = {piece.text: piece.href for piece in block.lines[0] if piece.href}
    assert links == {
        "0161 217 6028": "tel:01612176028",
        "https://example.org/": "https://example.org/",
    }
    assert "".join(piece.text for piece in block.lines[0]) == text


def test_a_number_inside_a_longer_one_is_no_link() -> None:
    [block] = text_blocks("Ring 1999 or 999 1 or 999.", (FakeContact("999"),))
    assert [piece.text for piece in block.lines[0] if piece.href] == ["999"]
    assert block.lines[0][-1] == Piece(".")


def test_an_address_that_is_a_script_is_no_link() -> None:
    contact = FakeContact(url="javascript:alert(1)")
    [block] = text_blocks("See javascript:alert(1).", (contact,))
    assert block.lines[0] == (Piece("See javascript:alert(1)."),)


def test_what_stands_apart_is_named() -> None:
    asides = (("Please check:", "check"),)
    blocks = list(text_blocks("Well.\n\nPlease check: this.", asides=asides))
    assert [block.aside for block in blocks] == [None, "check"]


def test_many_short_items_are_a_long_list() -> None:
    short = next(text_blocks("\n".join(["• short"] * 8)))
    long = next(text_blocks("\n".join(["• " + "long " * 10] * 8)))
    few = next(text_blocks("• one\n• two"))
    assert [short.is_long, long.is_long, few.is_long] == [True, False, False]
    assert not TextBlock("steps", ((Piece("one"),),) * 9).is_long
