"""How near a message is to danger, and which harm it speaks of: two regressions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.encoder import Vectors
from bot.label_model import LabelModel
from knowledge.danger import TOLD, DangerMessage
from knowledge.watch import Modelled

NO_DANGER = "none"
EMERGENCY, URGENT, CONCERN = "emergency", "urgent", "concern"


class DangerModel:
    """The harm is learned from danger alone, so that it costs the level nothing.

    A worry without danger is a level of its own, nearer to danger than a question.
    """

    def __init__(self, levels: LabelModel, harms: LabelModel) -> None:
        self._levels = levels
        self._harms = harms

    def fit(self, messages: Sequence[DangerMessage], vectors: Vectors) -> DangerModel:
        """`vectors` has a row for each message."""
        texts = [message.text for message in messages]
        self._levels.fit(texts, vectors, [level_of(message) for message in messages])
        rows = [i for i, message in enumerate(messages) if message.level]
        self._harms.fit(
            [texts[i] for i in rows],
            vectors[np.array(rows)],
            [messages[i].harm for i in rows],
        )
        return self

    def ask(self, text: str, vector: Vectors) -> Modelled:
        """`vector` is one row."""
        levels = dict(self._levels.rank([text], vector)[0])
        harm = self._harms.rank([text], vector)[0][0][0]
        return Modelled(levels.get(EMERGENCY, 0.0), levels.get(URGENT, 0.0), harm)


def level_of(message: DangerMessage) -> str:
    """emergency, urgent, concern, or none for what is no worry at all."""
    if message.level:
        return message.level
    return CONCERN if message.kind in (CONCERN, TOLD) else NO_DANGER
