"""Says what this assistant is not for, and who can help instead."""

from __future__ import annotations

from actions.answer import answer
from actions.choosing import follow
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase

GENERAL = "general"


class ActionDecline(SpokenAction):
    """The kind of out-of-scope message chooses the words.

    A few words that lean on the topic in hand are no subject of their own: "when did
    she start?" after an answer on the chair.
    """

    called = "action_decline"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        reason = turn.detail or GENERAL
        if turn.leans and turn.area and turn.point and reason == GENERAL:
            choice = follow(turn.heard, turn.area, turn.point, knowledge.content)
            return answer(choice, turn, knowledge)
        return Reply(
            (knowledge.refuse(reason, turn.audience, turn.moment),), {"misses": 0}
        )
