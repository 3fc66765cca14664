package milepost.baseline.licences_test

import data.milepost.baseline.licences

now := "2026-06-15T12:00:00Z"

sbom(licence, parameters) := {
	"now": now,
	"parameters": object.union({"kinds": ["cyclonedx"], "max_age_days": 30}, parameters),
	"evidence": {"cyclonedx": [{"produced_at": now, "facts": {
		"licences": [{"id": licence, "components": 1}],
		"unlicensed": 1,
	}}]},
}

denied(licence) if {
	found := licences.violations with input as sbom(licence, {"denied": ["AGPL-*"]})
	count(found) == 1
}

test_expressions if {
	not denied("MIT")
	not denied("MIT OR AGPL-3.0-only")
	not denied("AGPL-3.0-only AND MIT OR Apache-2.0")
	not denied("GPL-2.0-only WITH Classpath-exception-2.0")
	not denied("MIT AND (ISC OR (AGPL-3.0-only AND Zlib))")
	denied("agpl-3.0-only")
	denied("MIT AND AGPL-3.0-only")
	denied("AGPL-3.0-only AND (MIT OR Apache-2.0)")
	denied("AGPL-3.0 or later")
	denied("AGPL-3.0 of some version")
}

test_allowed if {
	found := licences.violations with input as sbom("ISC", {"allowed": ["MIT"]})
	count(found) == 1
	none := licences.violations with input as sbom("mit", {"allowed": ["MIT"]})
	count(none) == 0
}

test_unlicensed if {
	found := licences.violations with input as sbom("MIT", {"unlicensed": "deny"})
	count(found) == 1
}

test_not_listed if {
	given := sbom("MIT", {})
	longer := json.patch(given, [{
		"op": "add",
		"path": "/evidence/cyclonedx/0/facts/other_licences",
		"value": 3,
	}])
	found := licences.violations with input as longer
	count(found) == 1
}

test_missing if {
	found := licences.violations with input as {
		"now": now,
		"parameters": {"kinds": ["cyclonedx"], "max_age_days": 30},
	}
	{violation.status | some violation in found} == {"missing_evidence"}
}
