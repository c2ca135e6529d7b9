"""`make evaluate`: how well the whole service understands sentences it never saw."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import httpx
import yaml

from scripts.confusion_picture import confusion_picture
from scripts.cross_validation import cross_validate
from scripts.environment import ASSISTANT
from scripts.errors import ScriptError
from scripts.evaluation import Evaluation
from scripts.finding import Finding
from scripts.held_out import Sentence, read_sentences
from scripts.interruption import heed_interruptions
from scripts.interview import interview
from scripts.say import say
from scripts.scorer import Score, find_scorer, run_scorer
from scripts.settings import Settings, read_settings
from scripts.stack import apart, running_stack
from scripts.training import ensure_model

TIMEOUT = 30.0
HELD_OUT = Path("tests/nlu")
ANSWERS = Path("knowledge/content/answers")
PAGE = Path("docs/evaluation.md")
PICTURE = Path("docs/images/confusion.svg")
MISSES = "evaluation-misses.tsv"


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    heed_interruptions()
    try:
        settings = read_settings(os.environ)
        evaluation = _evaluate(settings)
        # Written before the folds, whose minutes must not put the rest at risk.
        write(evaluation, settings)
        if given.cross_validate:
            write(replace(evaluation, folds=cross_validate(settings)), settings)
        return 0
    except ScriptError as error:
        say(str(error))
        return 1
    except httpx.HTTPError as error:
        say(f"The service took no conversation: {error}.")
        return 1
    except KeyboardInterrupt:
        say("Measuring has ended; no more is written.")
        return 130


def write(evaluation: Evaluation, settings: Settings) -> None:
    """Write page, picture and misses; what people wrote in the page stays."""
    page = settings.root / PAGE
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    files = {
        page: evaluation.markdown(before),
        settings.root / PICTURE: confusion_picture(evaluation.confusion),
        settings.reports / MISSES: evaluation.misses(),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        say(f"Written: {os.path.relpath(path, settings.root)}")


def area_titles(folder: Path) -> dict[str, str]:
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["title"]
        for path in sorted(folder.glob("*.yml"))
    }


def _evaluate(settings: Settings) -> Evaluation:
    moment = datetime.now().astimezone()
    settings.make_folders()
    scorer = find_scorer(os.environ, settings.root)
    every = read_sentences(settings.root / HELD_OUT)
    asked = [sentence for sentence in every if not sentence.needs_topic_in_hand]
    model = ensure_model(settings, str(ASSISTANT.python(settings)))
    findings, score = _talk(settings, model, asked, scorer)
    return Evaluation(
        moment=moment,
        model=model.name.removesuffix(".tar.gz"),
        findings=findings,
        left_out=len(every) - len(asked),
        score=score,
        titles=area_titles(settings.root / ANSWERS),
    )


def _talk(
    settings: Settings, model: Path, asked: Sequence[Sentence], scorer: Path | None
) -> tuple[list[Finding], Score]:
    with tempfile.TemporaryDirectory(prefix="evaluate-") as folder:
        own = apart(settings, Path(folder))
        own.make_folders()
        with running_stack(own, model, os.environ) as stack:

            def connect() -> httpx.AsyncClient:
                return httpx.AsyncClient(
                    base_url=stack.address, timeout=TIMEOUT, trust_env=False
                )

            say(f"Asking {len(asked)} sentences …")
            findings = asyncio.run(interview(asked, connect, say))
            return findings, run_scorer(scorer, stack.address, own.logs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts evaluate", description=__doc__
    )
    parser.add_argument(
        "--cross-validate",
        action="store_true",
        help="also cross-validate the training sentences (minutes)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
