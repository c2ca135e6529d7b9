"""Everything `make evaluate` measured, as the page docs/evaluation.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scripts.benchmark import table
from scripts.confusion import OUTCOME_NAMES, Confusion, Mistake
from scripts.cross_validation import CrossValidation
from scripts.finding import Finding
from scripts.held_out import Sentence
from scripts.kept_section import kept_section
from scripts.measure import Measure, by_area, by_intent, held_out_measures
from scripts.scorer import Score

WORST = 15
HEAD = ["Measure", "Hits", "Share", "95% interval", "Aim"]
SENTENCES: Mapping[str, str] = {
    "alarm": "raised an alarm",
    "asked back": "were answered with a question",
    "not understood": "were not understood",
    "refused": "were refused as out of scope",
    "door shown": "were taken for a worry and shown a door",
    "no reply": "got no reply",
}
"""What befell sentences that were taken for no area."""


@dataclass(frozen=True)
class Evaluation:
    """The findings of one measuring, and what else was run beside it."""

    moment: datetime
    model: str
    findings: Sequence[Finding]
    left_out: int
    """Bare follow-ups, which mean nothing at the beginning of a conversation."""
    score: Score
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of areas, by their id."""
    folds: CrossValidation | None = None

    @property
    def confusion(self) -> Confusion:
        return Confusion(self.findings)

    def markdown(self, before: str) -> str:
        """`before` is the page as it stands: what is kept by hand is taken from it."""
        parts = [
            "# How well it understands",
            "Made by `make evaluate`, which starts a service of its own and puts every "
            "held-out sentence to it through the HTTP contract: as a professional, "
            "each in a conversation of its own. Intervals are 95% Wilson intervals.",
            self._facts(),
            "## Held-out sentences",
            "None of them is ever trained on. A topic counts where it is among the "
            "answers. Small talk counts where a question comes back, out of scope "
            "where the assistant declines or says that it did not understand, a worry "
            "where a door is shown or an alarm raised.",
            _measures(held_out_measures(self.findings)),
            "### By area, the worst first",
            self._areas(),
            "### By intent",
            _measures(by_intent(self.findings)),
            "## External scorer",
            self._scorer(),
            "## Cross-validation",
            self._cross_validation(),
            "## Which areas are confused",
            self._confused(),
            "## What is still confused, and why",
            kept_section(before),
        ]
        return "\n\n".join(parts) + "\n"

    def misses(self) -> str:
        """Every sentence that went astray, one a line, for whoever puts it right."""
        return "".join(
            f"{f.sentence.meant}\t{' '.join(f.reply.kinds) or 'no reply'}\t"
            f"{' '.join(f.reply.topics)}\t{f.sentence.text}\n"
            for f in self.findings
            if not f.right
        )

    def _facts(self) -> str:
        sentences = [finding.sentence for finding in self.findings]
        silent = sum(not finding.reply.came for finding in self.findings)
        topics = _of(sentences, "topic")
        areas = {sentence.first for sentence in topics}
        return "\n".join(
            [
                f"- Date: {self.moment.day} {self.moment:%B %Y, %H:%M}",
                f"- Model: {self.model}",
                f"- Sentences: {len(topics)} on {len({s.meant for s in topics})} "
                f"topics of {len(areas)} areas, {len(_of(sentences, 'intent'))} on "
                f"intents, {len(_of(sentences, 'alarm'))} on alarms; {self.left_out} "
                "bare follow-ups are left out, as they need a topic in hand",
                f"- Without a reply: {silent}, counted as not understood",
            ]
        )

    def _areas(self) -> str:
        head = ["Area", "Sentences", "Topic", "95% interval", "Area right"]
        rows = [
            [area, str(t.total), t.percent, t.interval_percent, a.percent]
            for area, t, a in by_area(self.findings)
        ]
        return table(head, rows) if rows else "Not measured."

    def _scorer(self) -> str:
        parts = [self.score.note] if self.score.note else []
        if self.score.measures:
            parts.append(_measures(self.score.measures))
        if self.score.seconds:
            times = ", ".join(f"{n} {1000 * s:.0f} ms" for n, s in self.score.seconds)
            parts.append(f"Time of a reply while it ran: {times}.")
        return "\n\n".join(parts)

    def _cross_validation(self) -> str:
        if self.folds is None:
            return "Not measured this time; `make evaluate FOLDS=1` does."
        return (
            f"{self.folds.folds} folds over {self.folds.sentences} training sentences: "
            "the label model alone, without the names of areas and the topic in hand. "
            "Each sentence is asked of a model that never saw it, but others of the "
            "same hand.\n\n" + _measures(self.folds.measures)
        )

    def _confused(self) -> str:
        mistakes = self.confusion.mistakes()
        if not mistakes:
            return "No sentence was taken for another area."
        rows = [[self._in_words(mistake)] for mistake in mistakes[:WORST]]
        return (
            "![Areas meant and what they were understood as; the table below has the "
            "most frequent in words](images/confusion.svg)\n\n"
            + table(["The most frequent, in words"], rows)
        )

    def _in_words(self, mistake: Mistake) -> str:
        number = "sentence" if mistake.total == 1 else "sentences"
        beginning = f"{mistake.count} of {mistake.total} {number} on"
        if mistake.understood in OUTCOME_NAMES:
            fate = SENTENCES[mistake.understood]
        else:
            fate = f"were taken for {self._title(mistake.understood)}"
        if mistake.count == 1:
            fate = fate.replace("were ", "was ", 1)
        example = mistake.example.replace("|", "\\|")
        return f"{beginning} {self._title(mistake.meant)} {fate}: «{example}»"

    def _title(self, area: str) -> str:
        return self.titles.get(area, area.replace("_", " "))


def _measures(measures: Sequence[Measure]) -> str:
    rows = [measure.row() for measure in measures]
    return table(HEAD, rows) if rows else "Not measured."


def _of(sentences: Sequence[Sentence], group: str) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence.group == group]
