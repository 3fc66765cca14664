"""The policy hook model-review: is the model that is here the one that was reviewed, and does the review still hold?

Looks at review.json, at model-card.json and at the evaluation, all in this folder or named there.
"""

import datetime
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent

# How many reviewers a model needs and for how many days their review holds, by its risk class.
RULES = {"minimal": (1, 730), "limited": (1, 365), "high": (2, 180)}


def findings(card, review, evaluation, today):
    """What stands against the model going live, as sentences."""
    reviewers, days = RULES[card["riskClass"]]
    age = (today - datetime.date.fromisoformat(review["date"])).days
    if review["modelVersion"] != card["modelVersion"]:
        yield f"The review {review['reference']} is of version {review['modelVersion']}, not of {card['modelVersion']}."
    if len(set(review["reviewers"])) < reviewers:
        yield f"A model of risk class {card['riskClass']} needs {reviewers} reviewers, not {len(set(review['reviewers']))}."
    if age < 0:
        yield f"The review is dated {review['date']}, which is yet to come."
    if age > days:
        yield f"The review is {age} days old; it holds for {days} days in risk class {card['riskClass']}."
    for field in ("intendedUse", "limitations", "trainingData"):
        if not card.get(field):
            yield f"The model card does not tell {field}."
    for metric, least in evaluation["thresholds"].items():
        if evaluation["results"].get(metric, 0) < least:
            yield f"{metric} is {evaluation['results'].get(metric)}, which is less than {least}."


def main():
    card, review = (json.loads((FOLDER / name).read_text()) for name in ("model-card.json", "review.json"))
    sys.path.insert(0, str(FOLDER.parent))
    from model.evaluate import evaluate

    found = list(findings(card, review, evaluate(), datetime.date.today()))
    for sentence in found:
        print(sentence)
    if not found:
        print(f"Reviewed: {review['reference']} of {review['date']}, version {review['modelVersion']}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
