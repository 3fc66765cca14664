# The form of Kosli's policies.
package acme.review

default allow := false

allow if count(violations) == 0

violations contains msg if {
	some pull_request in input.pull_requests
	count(pull_request.approvers) == 0
	msg := sprintf("pull request %s has no approver", [pull_request.url])
}
