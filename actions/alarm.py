"""Puts emergency guidance before everything else."""

from __future__ import annotations

from actions.doors import doors
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.alarm import Alarm
from knowledge.knowledge_base import KnowledgeBase

UNKNOWN = Alarm("violence", "emergency", "violence/unknown")


class ActionAlarm(SpokenAction):
    """An alarm without a rule is still an emergency; the next has other words."""

    called = "action_alarm"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        message = knowledge.alarm(
            turn.alarm or UNKNOWN,
            turn.audience,
            turn.moment,
            about=turn.detail,
            doors=doors(turn.detail, turn.doors, turn.audience, knowledge.content),
            again=turn.alarms % 2 == 1,
        )
        return Reply((message,), {"misses": 0, "alarms": turn.alarms + 1})
