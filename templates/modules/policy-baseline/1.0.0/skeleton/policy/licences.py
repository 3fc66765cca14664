"""Judges the licences in a bill of materials (CycloneDX JSON) by policy/licences.json.

A component is refused when every licence that it offers is denied. Exceptions there are by the name of the component,
each with its reason.
"""

import json
import pathlib
import re
import sys


def choices(component):
    """The licences among which a user of the component may choose."""
    for entry in component.get("licenses", []):
        if "expression" in entry:
            yield from re.split(r"\s+OR\s+", entry["expression"].strip("() "))
        else:
            licence = entry.get("license", {})
            yield licence.get("id") or licence.get("name") or ""


def is_denied(choice, denied):
    parts = re.split(r"\s+(?:AND|WITH)\s+", choice.strip("() "))
    return any(part.startswith(name) for part in parts for name in denied)


def refused(bill, policy):
    """The components that may not be used, each with its licences."""
    for component in bill.get("components", []):
        offered = list(choices(component))
        if component.get("name") in policy["exceptions"] or not offered:
            continue
        if all(is_denied(choice, policy["denied"]) for choice in offered):
            yield component.get("name"), offered


def main(path):
    policy = json.loads(pathlib.Path(__file__).with_name("licences.json").read_text())
    found = list(refused(json.loads(pathlib.Path(path).read_text()), policy))
    for name, offered in found:
        print(f"{name}: {', '.join(offered)} is denied")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
