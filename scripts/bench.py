"""`make bench`: measures starts, speed, memory and training of the service."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import httpx

from scripts.benchmark import PEOPLE, Benchmark
from scripts.environment import ASSISTANT
from scripts.errors import ScriptError
from scripts.everyday import everyday_messages
from scripts.interruption import heed_interruptions
from scripts.load import measure_level
from scripts.machine import describe_machine
from scripts.memory import service_memory
from scripts.say import say
from scripts.settings import ROOT, Settings, read_settings
from scripts.stack import Stack, apart, running_stack
from scripts.training import ensure_model, model_path

WARM_UP = 20
TIMEOUT = 30.0
REPORT = Path("docs/benchmark.md")


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    heed_interruptions()
    try:
        settings = read_settings(os.environ)
        benchmark = _measure(given, settings)
        say("\n" + benchmark.markdown())
        report = settings.root / given.report
        report.write_text(benchmark.markdown(), encoding="utf-8")
        say(f"Written: {given.report}")
        return 0
    except ScriptError as error:
        say(str(error))
        return 1
    except httpx.HTTPError as error:
        say(f"The service took no conversation: {error}. Is it running?")
        return 1
    except KeyboardInterrupt:
        say("Measuring has ended; nothing was written.")
        return 130


def _measure(given: argparse.Namespace, settings: Settings) -> Benchmark:
    now = datetime.now().astimezone()
    benchmark = Benchmark(describe_machine(settings, now), given.messages)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        own = apart(settings, Path(folder))
        own.make_folders()
        model = model_path(settings)
        if given.train or not (given.url or model.exists()):
            benchmark.training, model = _train(own)
        with _service(given.url, own, model) as stack:
            benchmark.starts = stack.starts
            asyncio.run(_talk(stack.address, benchmark))
            port = httpx.URL(stack.address).port or 80
            benchmark.memory = service_memory(port)
    return benchmark


def _train(settings: Settings) -> tuple[float, Path]:
    """Train in a folder without a model, so that there is something to train."""
    began = time.monotonic()
    model = ensure_model(settings, str(ASSISTANT.python(settings)))
    return time.monotonic() - began, model


@contextlib.contextmanager
def _service(url: str | None, settings: Settings, model: Path) -> Iterator[Stack]:
    if url:
        yield Stack(url.rstrip("/"), {})
        return
    with running_stack(settings, model, os.environ) as stack:
        yield stack


async def _talk(address: str, benchmark: Benchmark) -> None:
    words = everyday_messages(ROOT / "tests" / "nlu")

    def connect() -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=address, timeout=TIMEOUT, trust_env=False)

    say(f"Warming up with {WARM_UP} messages …")
    await measure_level(1, WARM_UP, words, connect, say)
    for people in PEOPLE:
        say(f"Talking: {people} at once, {benchmark.messages} messages …")
        level = await measure_level(people, benchmark.messages, words, connect, say)
        benchmark.levels.append(level)
        say(f"  {level.rate:.1f} a second, p95 {level.milliseconds(95):.0f} ms")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.bench", description=__doc__
    )
    parser.add_argument("--url", help="measure this running service; skips the starts")
    parser.add_argument(
        "--messages", type=_count, default=200, help="in all a level (default 200)"
    )
    parser.add_argument(
        "--train", action="store_true", help="also train, into a temporary folder"
    )
    parser.add_argument(
        "--report", type=Path, default=REPORT, help=f"file to write (default {REPORT})"
    )
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
