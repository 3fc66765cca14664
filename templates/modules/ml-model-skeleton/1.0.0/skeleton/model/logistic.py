"""Logistic regression, small enough to read; scikit-learn or another library takes its place behind the same functions."""

import math


def score(weights, features):
    """How likely the label is 1."""
    if len(features) != len(weights["coefficients"]):
        raise ValueError(f"expected {len(weights['coefficients'])} features, got {len(features)}")
    if not all(math.isfinite(x) for x in features):
        raise ValueError("features must be finite")
    z = weights["intercept"] + sum(w * x for w, x in zip(weights["coefficients"], features))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


def train(rows, labels, epochs=400, rate=0.5):
    """Weights by gradient descent over all rows: the same rows give the same weights."""
    weights = {"intercept": 0.0, "coefficients": [0.0] * len(rows[0])}
    for _ in range(epochs):
        errors = [score(weights, row) - label for row, label in zip(rows, labels)]
        weights = {
            "intercept": weights["intercept"] - rate * sum(errors) / len(rows),
            "coefficients": [
                w - rate * sum(e * row[i] for e, row in zip(errors, rows)) / len(rows)
                for i, w in enumerate(weights["coefficients"])
            ],
        }
    return weights
