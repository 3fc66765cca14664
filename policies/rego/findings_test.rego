package milepost.baseline.findings_test

import data.milepost.baseline.findings

now := "2026-06-15T12:00:00Z"

parameters := {"kinds": ["cyclonedx"], "max_age_days": 7, "severity": "high", "older_than_days": 30}

scan(vulnerabilities) := {
	"now": now,
	"parameters": parameters,
	"evidence": {"cyclonedx": [{"produced_at": now, "facts": {
		"scanned": true,
		"vulnerabilities": vulnerabilities,
		"truncated": false,
	}}]},
}

vulnerability(severity, published) := {
	"id": "CVE-1",
	"severity": severity,
	"component": "a",
	"published": published,
	"suppressed": false,
}

fails(given) if {
	found := findings.violations with input as given
	count(found) == 1
}

passes(given) if {
	found := findings.violations with input as given
	count(found) == 0
}

test_old_fails if {
	fails(scan([vulnerability("critical", "2026-01-01")]))
	fails(scan([vulnerability("critical", "2026-01-01T00:00:00Z")]))
	fails(scan([vulnerability("critical", "unknown")]))
	fails(scan([vulnerability("odd", "2026-01-01")]))
}

test_others_pass if {
	passes(scan([]))
	passes(scan([vulnerability("critical", "2026-06-01")]))
	passes(scan([vulnerability("high", "2026-01-01")]))
	passes(scan([object.union(vulnerability("critical", "2026-01-01"), {"suppressed": true})]))
}

test_unscanned_is_missing if {
	found := findings.violations with input as {
		"now": now,
		"parameters": parameters,
		"evidence": {"cyclonedx": [{"produced_at": now, "facts": {"scanned": false}}]},
	}
	{violation.status | some violation in found} == {"missing_evidence"}
}

sarif(results, cut) := {
	"now": now,
	"parameters": {"kinds": ["sarif"], "max_age_days": 7, "severity": "medium", "category": "iac"},
	"evidence": {"sarif": [{"produced_at": now, "facts": {
		"findings": results,
		"by_severity": {"high": 2},
		"truncated": cut,
	}}]},
}

test_category if {
	fails(sarif([{"rule": "r", "severity": "high", "category": "iac"}], false))
	passes(sarif([{"rule": "r", "severity": "high", "category": "code"}], false))
}

test_shortened_list_fails if fails(sarif([], true))
