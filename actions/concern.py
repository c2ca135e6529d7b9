"""Shows the door for a described concern, or for somebody who wants to report."""

from __future__ import annotations

from actions.doors import doors
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import ABOUT, KnowledgeBase


class ActionConcern(SpokenAction):
    """Both main doors where it is not clear whom the concern is about."""

    called = "action_concern"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        about = turn.about if turn.about in ABOUT else "unclear"
        if turn.intent == "report":
            about = "report"
        area = {"child": "massh", "adult": "adults"}.get(about)
        chosen = doors(about, turn.doors, turn.audience, knowledge.content)
        messages = knowledge.concern(about, turn.audience, turn.moment, chosen)
        return Reply(tuple(messages), {"area": area, "point": "contact", "misses": 0})
