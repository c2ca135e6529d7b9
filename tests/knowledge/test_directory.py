"""What each audience may see of a contact, and where a closed one leads."""

from __future__ import annotations

from datetime import datetime, time, timezone

import pytest

from knowledge.directory import Directory
from knowledge.model import Hours, Period
from knowledge.reading import read_or_raise
from tests.knowledge.small_world import contact, content

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)
CHRISTMAS = datetime(2026, 12, 25, 12, tzinfo=timezone.utc)


def _names(
    directory: Directory, *names: str, at: datetime, who: str = "public"
) -> list[str]:
    return [card.id for card in directory.cards(names, who, at)]  # type: ignore[arg-type]


def test_an_open_contact_stands_alone() -> None:
    assert _names(Directory(content()), "door", at=TUESDAY) == ["door"]


def test_a_closed_contact_comes_after_the_one_to_use_now() -> None:
    assert _names(Directory(content()), "door", at=SUNDAY) == ["night", "door"]


def test_a_chain_of_closed_contacts_ends_where_somebody_may_answer() -> None:
    evening = Hours(periods=(Period(("mon",), time(18), time(22)),))
    world = content()
    world.contacts["evening"] = contact(hours=evening, out_of_hours="night")
    world.contacts["door"] = contact(out_of_hours="evening")
    assert _names(Directory(world), "door", at=SUNDAY) == ["night", "evening", "door"]


def test_unknown_hours_bring_their_cover_along() -> None:
    world = content()
    world.contacts["door"] = contact(hours=Hours())
    assert _names(Directory(world), "door", at=TUESDAY) == ["door", "night"]


def test_a_contact_named_twice_is_shown_once() -> None:
    assert _names(Directory(content()), "door", "night", "door", at=SUNDAY) == [
        "night",
        "door",
    ]


@pytest.mark.parametrize(
    ("changes", "public", "professional"),
    [
        ({}, True, True),
        ({"status": "verify_first", "status_reason": "old"}, False, True),
        ({"status": "withheld", "status_reason": "wrong"}, False, False),
        ({"audience": "professional"}, False, True),
    ],
)
def test_who_may_see_a_contact(
    changes: dict[str, str], public: bool, professional: bool
) -> None:
    world = content()
    world.contacts["door"] = contact(**changes)
    directory = Directory(world)
    assert directory.may_see("door", "public") is public
    assert directory.may_see("door", "professional") is professional
    assert ("door" in _names(directory, "door", at=TUESDAY)) is public


def test_what_is_not_confirmed_says_so() -> None:
    world = content()
    world.contacts["door"] = contact(status="verify_first", status_reason="old")
    card = Directory(world).card("door", "professional", TUESDAY)
    assert "Not yet confirmed" in card.warnings[0]


def test_an_unconfirmed_number_reaches_professionals_only() -> None:
    world = content()
    world.contacts["door"] = contact(
        textphone="0161 000 0009", unconfirmed=("textphone",)
    )
    directory = Directory(world)
    assert directory.card("door", "public", TUESDAY).textphone is None
    assert directory.card("door", "professional", TUESDAY).textphone == "0161 000 0009"


def test_hours_read_as_people_say_them() -> None:
    card = Directory(content()).card("door", "public", TUESDAY)
    assert card.hours == "Mon to Thu 8:30am to 5pm, Fri 8:30am to 4:30pm"


def test_a_bank_holiday_closes_and_tells_why() -> None:
    card = Directory(content()).card("door", "public", CHRISTMAS)
    assert card.state == "closed"
    assert "bank holiday" in card.warnings[0]


@pytest.mark.parametrize("moment", [TUESDAY, SUNDAY, CHRISTMAS])
def test_no_withheld_or_unsure_contact_of_the_content_reaches_the_public(
    moment: datetime,
) -> None:
    own = read_or_raise()
    shown = {card.id for card in Directory(own).all("public", moment)}
    hidden = {n for n, c in own.contacts.items() if c.status != "ready"}
    assert shown
    assert not shown & hidden


@pytest.mark.parametrize("moment", [TUESDAY, SUNDAY, CHRISTMAS])
def test_no_closed_contact_of_the_content_is_the_only_way(moment: datetime) -> None:
    directory = Directory(read_or_raise())
    for name in directory.content.contacts:
        cards = directory.cards([name], "professional", moment)
        if cards and directory.content.contacts[name].out_of_hours:
            assert any(card.state != "closed" for card in cards), name
