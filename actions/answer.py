"""Answers a question on any topic, or asks which topic is meant."""

from __future__ import annotations

from actions.choosing import Choice, choose, nearby
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase


class ActionAnswer(SpokenAction):
    """One action for all topics."""

    called = "action_answer"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        choice = choose(turn.heard, turn.area, knowledge.content, turn.point, turn.whom)
        return answer(choice, turn, knowledge)


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
