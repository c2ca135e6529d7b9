"""`make safety`: how surely danger is heard, through the service and without Rasa."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import httpx

from knowledge.danger import DangerMessage, DangerWords, read_danger, read_messages
from knowledge.language import Languages
from knowledge.reading import BUNDLED, read_or_raise
from knowledge.watch import Watch
from scripts.environment import ASSISTANT
from scripts.errors import ScriptError
from scripts.finding import Finding, Reply
from scripts.held_out import Sentence
from scripts.interruption import heed_interruptions
from scripts.interview import interview
from scripts.safety_page import SafetyPage
from scripts.say import say
from scripts.settings import Settings, read_settings
from scripts.stack import apart, running_stack
from scripts.training import ensure_model

MESSAGES = Path("tests/safety/messages")
PAGE = Path("docs/safety.md")
MISSES = "safety-misses.tsv"
TIMEOUT = 30.0


def main() -> int:
    heed_interruptions()
    try:
        _measure(read_settings(os.environ))
    except ScriptError as error:
        say(str(error))
        return 1
    except httpx.HTTPError as error:
        say(f"The service took no conversation: {error}.")
        return 1
    except KeyboardInterrupt:
        say("Measuring has ended; nothing is written.")
        return 130
    return 0


def _measure(settings: Settings) -> None:
    settings.make_folders()
    messages = read_messages(settings.root / MESSAGES)
    model = ensure_model(settings, str(ASSISTANT.python(settings)))
    page = SafetyPage(
        moment=datetime.now().astimezone(),
        model=model.name.removesuffix(".tar.gz"),
        messages=messages,
        service=_service(settings, model, [_sentence(m) for m in messages]),
        alone=_alone(messages),
    )
    path = settings.root / PAGE
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(page.markdown(before), encoding="utf-8")
    misses = settings.reports / MISSES
    misses.write_text(page.misses(), encoding="utf-8")
    for written in (path, misses):
        say(f"Written: {os.path.relpath(written, settings.root)}")


def _service(
    settings: Settings, model: Path, sentences: Sequence[Sentence]
) -> list[Reply]:
    with tempfile.TemporaryDirectory(prefix="safety-") as folder:
        own = apart(settings, Path(folder))
        own.make_folders()
        with running_stack(own, model, os.environ) as stack:

            def connect() -> httpx.AsyncClient:
                return httpx.AsyncClient(
                    base_url=stack.address, timeout=TIMEOUT, trust_env=False
                )

            say(f"Sending {len(sentences)} messages …")
            found: list[Finding] = asyncio.run(interview(sentences, connect, say))
            return [finding.reply for finding in found]


def _alone(messages: Sequence[DangerMessage]) -> list[Reply]:
    """What the gateway hears when Rasa is silent: all layers but the trained model."""
    content = read_or_raise()
    words = DangerWords(read_danger(BUNDLED))
    watch = Watch(content.alarms, Languages(content.languages), words)
    heard = [watch.hear(message.text) for message in messages]
    return [
        Reply(("unavailable",) if alarm is None or alarm.alike else (alarm.level,))
        for alarm in heard
    ]


def _sentence(message: DangerMessage) -> Sentence:
    """Professionals write as such, everybody else through the public door."""
    professional = message.voice == "professional"
    return Sentence(
        message.text,
        message.kind,
        "alarm",
        "professional" if professional else "public",
    )


if __name__ == "__main__":
    sys.exit(main())
