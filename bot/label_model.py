"""Logistic regression over sentence vectors and n-grams: labels, probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.encoder import Vectors
from bot.labels import intent_of

Ranking = list[tuple[str, float]]
_ENOUGH = 4000
"""Texts from which the n-grams are pressed as well as from all."""


class LabelModel:
    """Trained once, then only asked; scikit-learn objects inside, so it can be pickled.

    The n-grams, which see through misspellings, are pressed into `width` columns: dense
    numbers train ten times as fast as sparse ones at the same accuracy. `evened` weighs
    labels by the square root of how rare their intent is: many more sentences ask than
    describe a worry, which says nothing of what people come with.
    """

    def __init__(
        self,
        strength: float = 10.0,
        ngram_weight: float = 0.5,
        width: int = 400,
        evened: bool = False,
    ) -> None:
        self._weight = ngram_weight
        self._width = width
        self._evened = evened
        self._grams = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 4),
            min_df=2,
            sublinear_tf=True,
            dtype=np.float32,
        )
        # Where it stops matters little: 40 steps are as accurate as 300.
        self._regression = LogisticRegression(C=strength, max_iter=40, tol=1e-2)

    def fit(
        self, texts: Sequence[str], vectors: Vectors, labels: Sequence[str]
    ) -> LabelModel:
        """`vectors` has a row for each text."""
        grams = self._grams.fit_transform(texts)
        sample = grams[:: max(1, len(texts) // _ENOUGH)]
        width = min(self._width, sample.shape[1] - 1, sample.shape[0] - 1)
        pressed = TruncatedSVD(width, n_iter=2, random_state=1).fit(sample)
        # Laid out as it is read: scipy would copy all of it for every message.
        self._press = np.ascontiguousarray(pressed.components_.T, dtype=np.float32)
        if self._evened:
            self._regression.set_params(class_weight=_weights(labels))
        self._regression.fit(self._features(texts, vectors), list(labels))
        return self

    def rank(self, texts: Sequence[str], vectors: Vectors) -> list[Ranking]:
        """For each text every label with its probability, the likeliest first."""
        names = self._regression.classes_
        return [
            [(str(names[i]), float(row[i])) for i in np.argsort(-row)]
            for row in self._regression.predict_proba(self._features(texts, vectors))
        ]

    def _features(self, texts: Sequence[str], vectors: Vectors) -> Vectors:
        pressed = self._grams.transform(texts) @ self._press
        return np.hstack([vectors, self._weight * pressed])


def _weights(labels: Sequence[str]) -> dict[str, float]:
    sizes = Counter(intent_of(label) for label in labels)
    return {
        label: (len(labels) / sizes[intent_of(label)]) ** 0.5 for label in set(labels)
    }
