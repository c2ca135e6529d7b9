"""Areas are found however they are written."""

from __future__ import annotations

import pytest

from bot.area_names import AreaNames

NAMES = AreaNames(
    {
        "maars": ("MAARS", "multi-agency adults at risk system", "mars"),
        "massh": ("MASSH", "safeguarding and support hub", "mash"),
        "sar": ("SAR", "safeguarding adult review"),
        "section42": ("section 42", "s42"),
    }
)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("what is maars", ("maars",)),
        ("M.A.A.R.S. form?", ("maars",)),
        ("m.a.a.r.s form", ("maars",)),
        ("the Multi-Agency Adults at Risk System", ("maars",)),
        ("multi agency adults at risk system", ("maars",)),
        ("mars referal", ("maars",)),
        ("MASSH's number", ("massh",)),
        ("two SARs and a s42", ("sar", "section42")),
        ("is it massh or maars", ("massh", "maars")),
        ("a sarcastic remark about smash", ()),
        ("", ()),
    ],
)
def test_find(text: str, areas: tuple[str, ...]) -> None:
    assert NAMES.find(text) == areas


def test_no_names_find_nothing() -> None:
    assert AreaNames({}).find("maars") == ()
