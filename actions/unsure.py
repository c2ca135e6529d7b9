"""Offers the nearest topics when a message was not understood, then a person."""

from __future__ import annotations

from actions.answer import answer
from actions.choosing import candidates, follow, nearby
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase

PATIENCE = 2
"""Messages in a row that may be missed before only contacts are shown."""


class ActionUnsure(SpokenAction):
    """Says that it did not understand, with contacts, and offers what comes nearest."""

    called = "action_unsure"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        if turn.leans and turn.area and turn.point:
            choice = follow(turn.heard, turn.area, turn.point, knowledge.content)
            return answer(choice, turn, knowledge)
        misses = turn.misses + 1
        reason = "unsure_again" if misses >= PATIENCE else "unsure"
        near = (
            candidates(turn.heard[0], turn.area, knowledge.content, turn.point)
            if turn.heard
            else []
        )
        topics = nearby([topic for topic, _ in near], turn.nearest)
        message = knowledge.refuse(reason, turn.audience, turn.moment, topics)
        return Reply((message,), {"misses": misses})
