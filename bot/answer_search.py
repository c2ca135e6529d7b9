"""Finds the answers whose own text comes nearest to a message, words and sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.encoder import Vectors
from knowledge.content import Content
from knowledge.model import Point

Nearest = list[tuple[str, float]]


class AnswerSearch:
    """Full text (tf-idf) and sentence vectors, as the sum of both cosines, 0 to 2."""

    def __init__(self, topics: Sequence[str], texts: Sequence[str], vectors: Vectors):
        """`texts` and the rows of `vectors` belong to `topics`."""
        self._topics = list(topics)
        self._words = TfidfVectorizer(
            stop_words="english", sublinear_tf=True, dtype=np.float32
        )
        self._texts = self._words.fit_transform(texts)
        self._vectors = vectors

    def nearest(self, text: str, vector: Vectors, most: int) -> Nearest:
        """At most `most` topics that share a word or lean the same way."""
        words = self._words.transform([text]) @ self._texts.T
        score = np.asarray(words.todense())[0] + self._vectors @ vector
        order = np.argsort(-score)[:most]
        return [(self._topics[i], round(float(score[i]), 3)) for i in order]


def texts_of(content: Content) -> dict[str, str]:
    """What each answer says to professionals, with the question it belongs to."""
    return {
        topic: " ".join(
            (area.title, point.label, point.ask, point.summary, *_lines(point))
        )
        for topic, area, point in content.topics()
    }


def _lines(point: Point) -> Iterator[str]:
    for block in point.body:
        yield from (block.text or "", *block.items, *block.steps)
