package milepost.baseline.services_test

import data.milepost.baseline.catalog
import data.milepost.baseline.error_budget
import data.milepost.baseline.evidence
import data.milepost.baseline.golden_path
import data.milepost.baseline.model
import data.milepost.baseline.model_review

now := "2026-06-15T12:00:00Z"

test_evidence if {
	found := evidence.violations with input as {"now": now, "parameters": {"kinds": ["spdx"], "max_age_days": 1}}
	count(found) == 1
}

golden_path_fails(path) if {
	found := golden_path.violations with input as {"now": now, "golden_path": path}
	count(found) == 1
}

test_golden_path if {
	not golden_path_fails({"withdrawn": false, "support_ends": null})
	not golden_path_fails({"withdrawn": false, "support_ends": "2026-06-16"})
	golden_path_fails({"withdrawn": false, "support_ends": "2026-06-15"})
	golden_path_fails({"withdrawn": true, "support_ends": "2026-01-01"})
	golden_path_fails(null)
}

test_catalog if {
	unknown := catalog.violations with input as {"entity": {}, "catalog_findings": []}
	count(unknown) == 1
	valid := catalog.violations with input as {"entity": {"kind": "Component"}, "catalog_findings": []}
	count(valid) == 0
	invalid := catalog.violations with input as {
		"entity": {"kind": "Component"},
		"catalog_findings": [{"rule": "owner-missing", "detail": "d", "pointer": "/entity/spec"}],
	}
	count(invalid) == 1
}

test_model if {
	found := model.violations with input as {"annotations": {"milepost.dev/model-version": "3"}}
	count(found) == 2
}

review_fails(review, version) if {
	found := model_review.violations with input as {
		"now": now,
		"parameters": {"max_age_days": 30},
		"annotations": {"milepost.dev/model-review": review, "milepost.dev/model-version": version},
	}
	count(found) == 1
}

test_model_review if {
	not review_fails("MRB-1@2026-06-01", "3")
	not review_fails("MRB-1@2026-06-01", "3@2026-06-01")
	review_fails("MRB-1@2026-06-01", "3@2026-06-02")
	review_fails("MRB-1@2026-05-15", "3")
	review_fails("MRB-1@2026-06-16", "3")
	review_fails("MRB-1", "3")
}

budget_fails(budget, parameters) if {
	found := error_budget.violations with input as {"error_budgets": [budget], "parameters": parameters}
	count(found) == 1
}

budget(allowed, bad, remaining) := {
	"slo": "s",
	"objective": "o",
	"allowed": allowed,
	"bad": bad,
	"remaining_ratio": remaining,
}

test_error_budget if {
	not budget_fails(budget(10, 9, 0.1), {})
	not budget_fails(budget(0.5, 1, -1), {})
	budget_fails(budget(10, 10, 0), {})
	budget_fails(budget(10, 9, 0.1), {"remaining_ratio_at_least": 0.2})
}
