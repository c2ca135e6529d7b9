"""Hears danger without Rasa, with the same layers but the trained model."""

from __future__ import annotations

import threading
from collections.abc import Callable

from gateway.journal import Journal
from knowledge.alarm import Alarm
from knowledge.content import Content
from knowledge.danger import DangerMessage, DangerWords, read_danger
from knowledge.errors import ContentError
from knowledge.language import Languages
from knowledge.reading import BUNDLED
from knowledge.watch import Watch


class Listening:
    """Learns the words once, at the first need; without them the rules still hear."""

    def __init__(
        self,
        journal: Journal,
        read: Callable[[], list[DangerMessage]] = lambda: read_danger(BUNDLED),
    ) -> None:
        self._journal = journal
        self._read = read
        self._lock = threading.Lock()
        self._words: DangerWords | None = None
        self._watch: tuple[Content, Watch] | None = None

    def hear(self, text: str, content: Content) -> Alarm | None:
        """The alarm in a message; one that only sounds like danger is none."""
        alarm = self._watch_of(content).hear(text)
        return None if alarm is None or alarm.alike else alarm

    def warm(self, content: Content) -> None:
        """Takes seconds, which nobody in danger should wait for."""
        self._watch_of(content).warm()

    def _watch_of(self, content: Content) -> Watch:
        """One for each edition of the content: its phrases are compiled once."""
        held = self._watch
        if held is None or held[0] is not content:
            watch = Watch(content.alarms, Languages(content.languages), self._learned())
            held = self._watch = (content, watch)
        return held[1]

    def _learned(self) -> DangerWords:
        with self._lock:
            if self._words is None:
                try:
                    messages = self._read()
                except (ContentError, OSError) as error:
                    self._journal.fault("danger_words_unread", error)
                    messages = []
                self._words = DangerWords(messages)
            return self._words
