# METADATA
# description: A verified signature of the artifact is by one of the identities, or by the owner of the service.
package milepost.baseline.signature

import data.milepost.lib

violations contains lib.missing("signature", "The request names no artifact with its digest.") if not lib.digest

violations contains lib.missing("signature", sprintf("There is no verified signature of %s.", [lib.digest])) if {
	count(verified) == 0
}

violations contains violation if {
	count(verified) > 0
	count({item | some item in verified; is_accepted(item)}) == 0
	violation := {
		"msg": sprintf("%s is signed by another identity.", [lib.digest]),
		"path": "/evidence/signature",
		"remedy": "Sign the artifact with the identity that the policy names.",
	}
}

verified contains item if {
	some item in lib.evidence("signature")
	item.verified
	lib.about_artifact(item)
}

is_accepted(item) if {
	lib.matches(lib.parameter("identities", []), item.signer)
	is_by_issuer(item)
}

is_accepted(item) if {
	lib.parameter("owner", false)
	lower(item.signer) == owner
	is_by_issuer(item)
}

is_by_issuer(_) if count(lib.parameter("issuers", [])) == 0

is_by_issuer(item) if lib.matches(input.parameters.issuers, item.facts.issuer)

# The full ref of the owner.
owner := lower(input.entity.spec.owner) if contains(input.entity.spec.owner, ":")

owner := lower(concat("", ["group:", input.entity.spec.owner])) if {
	not contains(input.entity.spec.owner, ":")
	contains(input.entity.spec.owner, "/")
}

owner := lower(concat("", ["group:default/", input.entity.spec.owner])) if {
	not contains(input.entity.spec.owner, ":")
	not contains(input.entity.spec.owner, "/")
}
