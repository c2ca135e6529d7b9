"""Which topics are answered, and when the assistant asks instead."""

from __future__ import annotations

import pytest

from actions.choosing import (
    BESIDE,
    CLEAR,
    MOST,
    Choice,
    Heard,
    candidates,
    choose,
    nearby,
)
from knowledge.content import Content
from tests.knowledge.small_world import area, content, point


def _world() -> Content:
    return content(
        areas={
            "panel": area(
                points={
                    name: point() for name in ("definition", "criteria", "how_to_refer")
                }
            ),
            "hub": area(
                points={name: point() for name in ("definition", "contact", "hours")}
            ),
        }
    )


def _heard(*topics: tuple[str, float], areas: tuple[str, ...] = ()) -> Heard:
    return Heard(areas, topics)


def test_the_likeliest_topic_is_answered() -> None:
    heard = _heard(("panel/criteria", 0.8), ("hub/hours", 0.1))
    assert choose([heard], None, _world()) == Choice(
        answers=("panel/criteria",), kept="panel/criteria"
    )


def test_near_candidates_are_offered_instead() -> None:
    heard = _heard(
        ("panel/criteria", 0.11),
        ("hub/hours", 0.10),
        ("hub/contact", 0.10),
        ("hub/definition", 0.09),
    )
    choice = choose([heard], None, _world())
    assert choice.answers == ()
    assert choice.offers[:2] == ("panel/criteria", "hub/hours")


def test_an_area_that_is_named_outweighs_one_that_is_not() -> None:
    heard = _heard(("panel/criteria", 0.5), ("hub/definition", 0.2), areas=("hub",))
    assert choose([heard], None, _world()).answers == ("hub/definition",)


def test_a_bare_point_belongs_to_the_topic_in_hand() -> None:
    heard = _heard(("*/how_to_refer", 0.9))
    assert choose([heard], "panel", _world()).answers == ("panel/how_to_refer",)


def test_a_bare_point_without_a_topic_in_hand_is_asked_about() -> None:
    heard = _heard(("*/definition", 0.9))
    assert set(choose([heard], None, _world()).offers) == {
        "panel/definition",
        "hub/definition",
    }


def test_a_named_area_takes_the_bare_point() -> None:
    heard = _heard(("*/definition", 0.9), areas=("hub",))
    assert choose([heard], "panel", _world()).answers == ("hub/definition",)


def test_an_area_that_lacks_the_point_gives_the_nearest() -> None:
    heard = _heard(("*/how_to_refer", 0.9))
    assert choose([heard], "hub", _world()).answers == ("hub/contact",)


def test_two_questions_get_two_answers_and_the_second_leans_on_the_first() -> None:
    whole = _heard(("hub/contact", 0.5), ("hub/hours", 0.4))
    first = _heard(("hub/contact", 0.9), areas=("hub",))
    second = _heard(("*/hours", 0.9))
    choice = choose([whole, first, second], None, _world())
    assert choice.answers == ("hub/contact", "hub/hours")
    assert choice.kept == "hub/hours"


def test_an_unsure_part_leaves_the_whole_message_one_question() -> None:
    whole = _heard(("hub/contact", 0.9))
    unsure = _heard(
        ("panel/criteria", 0.1), ("hub/hours", 0.1), ("hub/definition", 0.1)
    )
    parts = [_heard(("hub/contact", 0.9)), unsure]
    assert choose([whole, *parts], None, _world()).answers == ("hub/contact",)


def test_the_same_again_is_the_very_topic_in_hand() -> None:
    heard = _heard(("*/same", 0.7), ("hub/hours", 0.2))
    choice = choose([heard], "panel", _world(), "criteria")
    assert choice.answers == ("panel/criteria",)


def test_the_same_again_with_nothing_in_hand_is_ignored() -> None:
    heard = _heard(("*/same", 0.7), ("hub/hours", 0.2))
    assert choose([heard], None, _world()).answers == ("hub/hours",)
    assert choose([heard], "panel", _world()).answers == ("hub/hours",)
    assert choose([_heard(("*/same", 0.9))], None, _world()) == Choice()


def test_the_same_again_in_a_second_question_leans_on_the_first() -> None:
    whole = _heard(("hub/contact", 0.5))
    parts = [_heard(("hub/contact", 0.9)), _heard(("*/same", 0.9))]
    choice = choose([whole, *parts, parts[0]], "panel", _world(), "criteria")
    assert choice.answers == ("hub/contact",)


def test_a_topic_that_is_not_held_is_never_chosen() -> None:
    heard = _heard(("gone/definition", 0.9), ("hub/hours", 0.05))
    assert choose([heard], None, _world()).answers == ("hub/hours",)


def test_nothing_heard_chooses_nothing() -> None:
    assert choose([], None, _world()) == Choice()
    assert choose([_heard()], None, _world()) == Choice()


def test_shares_add_up_to_one() -> None:
    heard = _heard(("*/definition", 0.3), ("panel/criteria", 0.2), ("hub/hours", 0.1))
    assert abs(sum(share for _, share in candidates(heard, None, _world())) - 1) < 1e-9


def test_what_every_answer_shows_stays_on_the_topic_in_hand() -> None:
    heard = _heard(("*/hours", 0.9))
    choice = choose([heard], "panel", _world(), "criteria")
    assert choice.answers == ("panel/criteria",)


def test_a_part_that_fits_nothing_leaves_the_message_one_question() -> None:
    whole = _heard(("panel/definition", 0.9), areas=("panel",))
    parts = [whole, _heard(("*/unheard_of", 0.9))]
    assert choose([whole, *parts], None, _world()).answers == ("panel/definition",)


def test_an_area_that_spans_others_is_not_outweighed_by_them() -> None:
    world = _world()
    world.areas["numbers"] = area(points={"panels": point()}, spans=True)
    heard = _heard(("numbers/panels", 0.6), ("panel/definition", 0.3), areas=("panel",))
    assert choose([heard], None, world).answers == ("numbers/panels",)


@pytest.mark.parametrize(
    ("first", "second", "answers"),
    [
        (0.5, 0.3, ("panel/criteria", "panel/definition")),
        (0.5, 0.5 * BESIDE - 0.01, ("panel/criteria",)),
    ],
)
def test_a_near_second_point_of_the_same_area_is_answered_too(
    first: float, second: float, answers: tuple[str, ...]
) -> None:
    heard = _heard(
        ("panel/criteria", first),
        ("panel/definition", second),
        ("hub/hours", 0.1),
        ("hub/contact", 0.1),
    )
    assert choose([heard], None, _world()).answers == answers


def test_a_near_second_point_of_another_area_is_not_answered_too() -> None:
    heard = _heard(("panel/criteria", 0.5), ("hub/definition", 0.3))
    assert choose([heard], None, _world()).answers == ("panel/criteria",)


def test_a_clear_first_point_is_answered_alone() -> None:
    heard = _heard(("panel/criteria", CLEAR), ("panel/definition", 1 - CLEAR))
    assert choose([heard], None, _world()).answers == ("panel/criteria",)


def test_beside_an_area_that_spans_others_nothing_more_is_answered() -> None:
    world = _world()
    points = {"panels": point(), "hubs": point()}
    world.areas["numbers"] = area(points=points, spans=True)
    heard = _heard(("numbers/panels", 0.5), ("numbers/hubs", 0.3), ("hub/hours", 0.1))
    assert choose([heard], None, world).answers == ("numbers/panels",)


def test_another_areas_point_is_carried_to_the_area_in_hand() -> None:
    """ "And what is that?" with the panel in hand, though it sounds like the hub."""
    heard = _heard(("hub/definition", 0.5), ("panel/definition", 0.1))
    assert choose([heard], None, _world()).answers[0] == "hub/definition"
    assert choose([heard], "panel", _world()).answers[0] == "panel/definition"


def test_figures_are_carried_whatever_they_count() -> None:
    world = _world()
    world.areas["panel"].points["figures"] = point()
    world.areas["figures"] = area(points={"hubs": point()}, spans=True)
    heard = _heard(("figures/hubs", 0.5))
    shares = dict(candidates(heard, "panel", world))
    assert set(shares) == {"figures/hubs", "panel/figures"}


def test_a_point_the_area_in_hand_lacks_is_not_carried() -> None:
    heard = _heard(("hub/hours", 0.9))
    assert choose([heard], "panel", _world()).answers == ("hub/hours",)


def test_nothing_is_carried_where_the_message_names_its_area() -> None:
    heard = _heard(("hub/definition", 0.9), areas=("hub",))
    assert candidates(heard, "panel", _world()) == [("hub/definition", 1.0)]


def _for_both() -> Content:
    world = _world()
    points = {name: point() for name in ("contact", "hours")}
    world.areas.update(adults=area(points=points), massh=area(points=points))
    return world


def test_a_question_for_children_and_for_adults_is_answered_for_both() -> None:
    heard = _heard(("adults/contact", 0.5), ("massh/contact", 0.2), ("hub/hours", 0.1))
    choice = choose([heard], None, _for_both())
    assert choice.answers == ("adults/contact", "massh/contact")


@pytest.mark.parametrize(
    ("share", "in_hand", "whom"),
    [(0.9, None, None), (0.5, "adults", None), (0.5, None, "adult")],
    ids=["clear", "in hand", "said"],
)
def test_it_is_answered_once_where_it_is_clear_for_whom(
    share: float, in_hand: str | None, whom: str | None
) -> None:
    heard = _heard(("adults/contact", share), ("hub/definition", 0.1))
    choice = choose([heard], in_hand, _for_both(), whom=whom)
    assert choice.answers == ("adults/contact",)


def test_the_likelier_of_two_answers_is_the_topic_in_hand() -> None:
    heard = _heard(("panel/criteria", 0.5), ("panel/definition", 0.3))
    choice = choose([heard], None, _world())
    assert (len(choice.answers), choice.kept) == (2, "panel/criteria")


def test_offers_begin_with_the_likeliest_and_what_the_search_found() -> None:
    assert nearby(["a", "b", "c", "d"], ["x", "b"]) == ("a", "b", "x", "c")
    assert nearby([], ["x", "y"]) == ("x", "y")
    assert len(nearby(list("abcdef"), list("vwxyz"))) == MOST
