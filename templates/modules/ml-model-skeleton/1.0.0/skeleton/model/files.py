"""The files of the model: rows with their labels, and weights."""

import csv
import json
import pathlib

ROOT = pathlib.Path(__file__).parent.parent
WEIGHTS = ROOT / "model" / "weights.json"


def read_rows(path):
    """Features and labels; the label is the last column, and the first line names the columns."""
    with open(ROOT / path, newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))[1:]
    return [[float(x) for x in line[:-1]] for line in lines], [int(line[-1]) for line in lines]


def read_weights():
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def write_weights(weights):
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
