"""Puts emergency guidance before everything else."""

from __future__ import annotations

from actions.doors import LIKELY, doors
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.alarm import Alarm
from knowledge.knowledge_base import KnowledgeBase

UNKNOWN = Alarm("violence", "emergency", "violence/unknown")


class ActionAlarm(SpokenAction):
    """An alarm without a rule is still an emergency; the next has other words."""

    called = "action_alarm"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        alarm = turn.alarm or UNKNOWN
        # What is not English says nothing of whom it is about, nor of any door.
        about = "unclear" if alarm.language else turn.about
        ranked = () if alarm.language else turn.doors
        likely = [(door, p) for door, p in ranked if p >= LIKELY]
        message = knowledge.alarm(
            alarm,
            turn.audience,
            turn.moment,
            # Only what is said leaves a front door out: a guess must not.
            about=turn.whom if turn.whom == about else "",
            doors=doors(about, likely, turn.audience, knowledge.content),
            again=turn.alarms % 2 == 1,
        )
        return Reply((message,), {"misses": 0, "alarms": turn.alarms + 1})
