"""Says what this assistant is not for, and who can help instead."""

from __future__ import annotations

from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase


class ActionDecline(SpokenAction):
    """The kind of out-of-scope message chooses the words."""

    called = "action_decline"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        reason = turn.detail or "general"
        return Reply(
            (knowledge.refuse(reason, turn.audience, turn.moment),), {"misses": 0}
        )
