# METADATA
# description: What the rules of the baseline share.
package milepost.lib

day_ns := ((24 * 60) * 60) * 1000000000

now_ns := time.parse_rfc3339_ns(input.now)

today := time.format([now_ns, "UTC", "2006-01-02"])

# The parts of the input that may be absent.
evidence(kind) := object.get(input, ["evidence", kind], [])

annotation(name) := object.get(input, ["annotations", concat("", ["milepost.dev/", name])], "")

parameter(name, otherwise) := object.get(input, ["parameters", name], otherwise)

# Whether a text matches one of the patterns, in which * matches any characters.
matches(patterns, text) if {
	some pattern in patterns
	glob.match(pattern, null, text)
}

# Evidence that must be there: one of the parameters kinds, by one of tools, at most max_age_days old.
unmet contains missing(kinds[0], msg) if {
	count(found) == 0
	kinds := parameter("kinds", [])
	msg := sprintf("There is no evidence of kind %s.", [concat(" or ", kinds)])
}

unmet contains stale if {
	count(found) > 0
	oldest := now_ns - (input.parameters.max_age_days * day_ns)
	every one in found {
		time.parse_rfc3339_ns(one.item.produced_at) < oldest
	}
	stale := {
		"status": "stale_evidence",
		"msg": sprintf("The evidence is older than %d days.", [input.parameters.max_age_days]),
		"path": concat("", ["/evidence/", newest.kind]),
		"remedy": "Send it again: POST /api/v1/evidence.",
	}
}

found contains {"kind": kind, "item": item} if {
	some kind in parameter("kinds", [])
	some item in evidence(kind)
	is_by_tool(item)
}

# The newest of several kinds.
newest := [one |
	latest := max({time.parse_rfc3339_ns(other.item.produced_at) | some other in found})
	some one in found
	time.parse_rfc3339_ns(one.item.produced_at) == latest
][0]

is_by_tool(_) if count(parameter("tools", [])) == 0

is_by_tool(item) if {
	some tool in item.facts.tools
	matches([lower(pattern) | some pattern in input.parameters.tools], lower(tool.name))
}

missing(kind, msg) := {
	"status": "missing_evidence",
	"msg": msg,
	"path": concat("", ["/evidence/", kind]),
	"remedy": "Send it: POST /api/v1/evidence.",
}

# Evidence that is about the artifact, and not only about its commit or service.
digest := regex.find_n(`sha256:[0-9a-f]{64}`, lower(object.get(input, "artifact", "")), 1)[0]

about_artifact(item) if item.artifact_digest == digest

about_artifact(item) if {
	some subject in item.facts.subjects
	contains(lower(subject.digest), digest)
}
