# METADATA
# description: No objective of the service has spent its error budget. One bad event does not count.
package milepost.baseline.error_budget

import data.milepost.lib

violations contains violation if {
	some budget in input.error_budgets
	budget.bad >= 2
	is_spent(budget)
	violation := {
		"msg": sprintf("The error budget of %s (%s) is spent.", [budget.slo, budget.objective]),
		"remedy": "Release what makes the service reliable, and wait until the budget recovers.",
		"link": concat("", ["/api/v1/slos/", budget.slo]),
	}
}

is_spent(budget) if {
	budget.allowed > 0
	budget.bad >= budget.allowed
}

is_spent(budget) if budget.remaining_ratio < lib.parameter("remaining_ratio_at_least", -1000000)
