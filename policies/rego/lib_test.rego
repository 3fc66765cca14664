package milepost.lib_test

import data.milepost.lib

now := "2026-06-15T12:00:00Z"

sbom(days, kind) := {kind: [{"produced_at": days, "facts": {"licences": []}}]}

statuses(found) := {violation.status | some violation in found}

test_present if {
	count(lib.unmet) == 0 with input as {
		"now": now,
		"parameters": {"kinds": ["cyclonedx", "spdx"], "max_age_days": 30},
		"evidence": sbom("2026-06-01T00:00:00Z", "spdx"),
	}
}

test_missing if {
	found := lib.unmet with input as {"now": now, "parameters": {"kinds": ["cyclonedx"], "max_age_days": 30}}
	statuses(found) == {"missing_evidence"}
}

test_stale if {
	found := lib.unmet with input as {
		"now": now,
		"parameters": {"kinds": ["cyclonedx"], "max_age_days": 30},
		"evidence": sbom("2026-05-01T00:00:00Z", "cyclonedx"),
	}
	statuses(found) == {"stale_evidence"}
}

test_tools if {
	sarif := {"sarif": [{"produced_at": now, "facts": {"tools": [{"name": "Semgrep OSS"}]}}]}
	parameters := {"kinds": ["sarif"], "max_age_days": 30, "tools": ["gitleaks"]}
	found := lib.unmet with input as {"now": now, "parameters": parameters, "evidence": sarif}
	statuses(found) == {"missing_evidence"}
	semgrep := object.union(parameters, {"tools": ["semgrep*"]})
	count(lib.unmet) == 0 with input as {"now": now, "parameters": semgrep, "evidence": sarif}
}

test_digest if {
	a64 := concat("", ["a" | some _ in numbers.range(1, 64)])
	lib.digest == sprintf("sha256:%s", [a64]) with input as {"artifact": sprintf("r/payments@sha256:%s", [a64])}
	not lib.digest with input as {"artifact": "payments:latest"}
}
