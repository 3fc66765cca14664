# METADATA
# description: |
#   Scans have no finding above a severity: of a category, or older than some days. The scan itself is there and fresh.
package milepost.baseline.findings

import data.milepost.lib

ranks := {"none": 0, "low": 1, "medium": 2, "high": 3, "critical": 4}

# An unknown severity is treated as the highest.
rank(severity) := object.get(ranks, severity, 4)

limit := rank(input.parameters.severity)

lists := {"sarif": "findings", "cyclonedx": "vulnerabilities", "spdx": "vulnerabilities"}

violations contains violation if some violation in lib.unmet

# A bill of materials without a list of vulnerabilities says nothing about them.
scans contains {"kind": kind, "item": item} if {
	some kind in input.parameters.kinds
	some item in lib.evidence(kind)
	object.get(item.facts, "scanned", true)
}

violations contains lib.missing(input.parameters.kinds[0], "Nothing was scanned.") if count(scans) == 0

violations contains violation if {
	some scan in scans
	some index, finding in scan.item.facts[lists[scan.kind]]
	exceeds(finding)
	violation := {
		"msg": sprintf("%s (%s)", [name(finding), object.get(finding, "severity", "unknown")]),
		"path": sprintf("/evidence/%s/0/facts/%s/%d", [scan.kind, lists[scan.kind], index]),
		"remedy": "Mend it, or state why it does not apply: in VEX, or in the scanner.",
	}
}

# What a shortened list leaves out may be of any category.
violations contains violation if {
	some scan in scans
	scan.item.facts.truncated
	listed := [finding | some finding in scan.item.facts[lists[scan.kind]]; exceeds(finding)]
	count(listed) == 0
	sum([number | some severity, number in scan.item.facts.by_severity; ranks[severity] > limit]) > 0
	violation := {
		"msg": "Findings are above the limit by their count, and not all of them are listed.",
		"path": concat("", ["/evidence/", scan.kind]),
		"remedy": "Split the report, so that all of its findings are listed.",
	}
}

exceeds(finding) if {
	rank(object.get(finding, "severity", "")) > limit
	not object.get(finding, "suppressed", false)
	is_of_category(finding)
	is_old(finding)
}

is_of_category(finding) if {
	category := lib.parameter("category", "")
	category in {"", object.get(finding, "category", "vulnerability")}
}

is_old(_) if not input.parameters.older_than_days

# A vulnerability without a date may be of any age.
is_old(finding) if {
	input.parameters.older_than_days >= 0
	not published_ns(object.get(finding, "published", ""))
}

is_old(finding) if {
	at := published_ns(object.get(finding, "published", ""))
	at < lib.now_ns - (input.parameters.older_than_days * lib.day_ns)
}

published_ns(text) := time.parse_rfc3339_ns(text) if contains(text, "T")

published_ns(text) := time.parse_rfc3339_ns(concat("", [text, "T00:00:00Z"])) if {
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, text)
}

name(finding) := sprintf("%s in %s", [finding.id, object.get(finding, "component", "an unknown component")]) if finding.id

name(finding) := sprintf("%s: %s", [finding.rule, object.get(finding, "message", "")]) if finding.rule
