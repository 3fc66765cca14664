"""Evaluates the model against its thresholds: python3 -m model.evaluate"""

import json
import sys

from model.files import ROOT, read_rows, read_weights
from model.logistic import score


def measure(weights, rows, labels):
    """Accuracy and recall on rows that the model has not seen."""
    answers = [int(score(weights, row) >= 0.5) for row in rows]
    positives = sum(labels)
    return {
        "accuracy": sum(a == b for a, b in zip(answers, labels)) / len(labels),
        "recall": sum(a and b for a, b in zip(answers, labels)) / positives if positives else 1.0,
    }


def evaluate():
    asked = json.loads((ROOT / "evaluation" / "thresholds.json").read_text(encoding="utf-8"))
    return {"thresholds": asked["thresholds"], "results": measure(read_weights(), *read_rows(asked["data"]))}


def shortfalls(evaluation):
    results = evaluation["results"]
    return {metric: least for metric, least in evaluation["thresholds"].items() if results.get(metric, 0) < least}


if __name__ == "__main__":
    found = evaluate()
    print(json.dumps(found, indent=2))
    sys.exit(1 if shortfalls(found) else 0)
