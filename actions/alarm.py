"""Puts emergency guidance before everything else."""

from __future__ import annotations

from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.alarm import Alarm
from knowledge.knowledge_base import KnowledgeBase

UNKNOWN = Alarm("violence", "emergency", "violence/unknown")


class ActionAlarm(SpokenAction):
    """An alarm without a rule is still an emergency."""

    called = "action_alarm"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        alarm = turn.alarm or UNKNOWN
        message = knowledge.alarm(alarm, turn.audience, turn.moment)
        return Reply((message,), {"misses": 0})
