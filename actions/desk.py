"""All actions of the assistant, ready for an executor."""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from actions.alarm import ActionAlarm
from actions.answer import ActionAnswer
from actions.concern import ValidateConcernForm
from actions.correct import ActionCorrect
from actions.decline import ActionDecline
from actions.spoken import Clock, SpokenAction, now
from actions.talk import ActionTalk
from actions.unsure import ActionUnsure
from knowledge.library import Library

ACTIONS: tuple[type[SpokenAction], ...] = (
    ActionAlarm,
    ActionAnswer,
    ActionCorrect,
    ActionDecline,
    ActionTalk,
    ActionUnsure,
    ValidateConcernForm,
)


def staffed(library: Library, clock: Clock = now) -> ActionExecutor:
    """An executor that knows every action of domain.yml."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(library, clock))
    return executor
