package milepost.baseline.artifacts_test

import data.milepost.baseline.provenance
import data.milepost.baseline.signature

digest := sprintf("sha256:%s", [concat("", ["a" | some _ in numbers.range(1, 64)])])

given(kind, parameters, items) := {
	"artifact": sprintf("registry.acme.example/payments@%s", [digest]),
	"commit_sha": "9fceb02",
	"entity": {"spec": {"owner": "payments"}},
	"parameters": parameters,
	"evidence": {kind: items},
}

signed(signer) := {"verified": true, "signer": signer, "artifact_digest": digest, "facts": {"issuer": "https://issuer"}}

signature_statuses(parameters, items) := {object.get(violation, "status", "fail") |
	some violation in signature.violations with input as given("signature", parameters, items)
}

test_signature if {
	signature_statuses({"owner": true}, [signed("group:default/payments")]) == set()
	signature_statuses({"identities": ["ci@*"]}, [signed("ci@acme.example")]) == set()
	signature_statuses({"identities": ["*"], "issuers": ["https://issuer"]}, [signed("ci")]) == set()
	signature_statuses({"identities": ["*"], "issuers": ["https://other"]}, [signed("ci")]) == {"fail"}
	signature_statuses({"owner": true}, [signed("group:default/other")]) == {"fail"}
	signature_statuses({"owner": true}, []) == {"missing_evidence"}
}

test_owners if {
	signature.owner == "group:default/payments" with input as {"entity": {"spec": {"owner": "Payments"}}}
	signature.owner == "group:shop/payments" with input as {"entity": {"spec": {"owner": "shop/payments"}}}
	signature.owner == "user:default/jane" with input as {"entity": {"spec": {"owner": "user:default/jane"}}}
}

test_no_digest if {
	signatures := signature.violations with input as {"artifact": "payments:latest"}
	provenances := provenance.violations with input as {"artifact": "payments:latest"}
	{violation.status | some violation in (signatures | provenances)} == {"missing_evidence"}
}

built(commit) := {
	"verified": true,
	"facts": {"builder": "https://ci/7", "commit": commit, "subjects": [{"digest": digest}]},
}

provenance_statuses(parameters, items) := {object.get(violation, "status", "fail") |
	some violation in provenance.violations with input as given("provenance", parameters, items)
}

test_provenance if {
	provenance_statuses({}, [built("9FCEB02")]) == set()
	provenance_statuses({"builders": ["https://ci/*"]}, [built("9fceb02")]) == set()
	provenance_statuses({"builders": ["https://other/*"]}, [built("9fceb02")]) == {"fail"}
	provenance_statuses({}, [built("deadbeef")]) == {"fail"}
	provenance_statuses({}, []) == {"missing_evidence"}
}
