# Rules over the whole context that Milepost sends.
package acme.deploy

violation contains {"msg": msg, "pointer": "/evidence/junit", "remedy": "Mend the tests"} if {
	input.hook == "deploy"
	input.environment_tier == "production"
	some run in input.evidence.junit
	run.facts.failed > input.parameters.most_failed
	msg := sprintf("%d tests of %s failed", [run.facts.failed, input.service])
}

# Undefined for other services.
approved if input.service == "payments"

slow if {
	some i in numbers.range(1, 20000)
	some j in numbers.range(1, 20000)
	i * j == 0 - 1
}

conflicting := 1 if input.service

conflicting := 2 if input.hook
