"""Answers a question on any topic, or asks which topic is meant."""

from __future__ import annotations

from dataclasses import replace

from actions.choosing import Choice, choose, nearby
from actions.concern import doors_beside, told_before
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.decision import LIKELY
from knowledge.knowledge_base import KnowledgeBase

HALF = LIKELY / 2
"""How likely a door must be beside a question that was not understood."""


class ActionAnswer(SpokenAction):
    """One action for all topics; a case told with the question is shown its doors."""

    called = "action_answer"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        choice = choose(turn.heard, turn.area, knowledge.content, turn.point, turn.whom)
        named = any(heard.areas for heard in turn.heard[:1])
        if not named and (unheard := told_before(turn, knowledge)):
            return unheard
        replied = answer(choice, turn, knowledge)
        if not choice.answers:
            beside = doors_beside(turn, knowledge, least=HALF)
            return replace(replied, messages=(*beside, *replied.messages))
        if named:  # asked about one thing, and answered
            return replied
        beside = doors_beside(turn, knowledge, least=LIKELY)
        held = {route for message in replied.messages for route in message.routes}
        new = [door for door in beside if not held.issuperset(door.routes[:1])]
        return replace(replied, messages=(*replied.messages, *new))


def answer(choice: Choice, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """An answer for each topic; else topics on offer; else the way to a person."""
    if choice.answers:
        area, _, point = choice.kept.partition("/")
        messages = [
            knowledge.answer(t, turn.audience, turn.moment, turn.periods)
            for t in choice.answers
        ]
        return Reply(tuple(messages), {"area": area, "point": point, "misses": 0})
    offers = nearby(choice.offers, turn.nearest)
    which = knowledge.choose(offers, turn.audience)
    if len(which.options) > 1:
        return Reply((which,), {"misses": 0})
    return Reply((knowledge.refuse("unsure", turn.audience, turn.moment),))
