# METADATA
# description: Verified provenance of the artifact is from one of the builders, and of the commit of the request.
package milepost.baseline.provenance

import data.milepost.lib

violations contains lib.missing("provenance", "The request names no artifact with its digest.") if not lib.digest

violations contains lib.missing("provenance", sprintf("There is no verified provenance of %s.", [lib.digest])) if {
	count(verified) == 0
}

violations contains violation if {
	count(verified) > 0
	count({item | some item in verified; is_kept(item)}) == 0
	violation := {
		"msg": sprintf("%s was not built by an accepted builder from commit %s.", [lib.digest, input.commit_sha]),
		"path": "/evidence/provenance",
		"remedy": "Deploy what the build of this commit made.",
	}
}

verified contains item if {
	some item in lib.evidence("provenance")
	item.verified
	lib.about_artifact(item)
}

is_kept(item) if {
	is_by_builder(item)
	input.commit_sha != ""
	lower(object.get(item.facts, "commit", "")) == lower(input.commit_sha)
}

is_by_builder(_) if count(lib.parameter("builders", [])) == 0

is_by_builder(item) if lib.matches(input.parameters.builders, item.facts.builder)
