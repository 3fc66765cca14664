# METADATA
# description: |
#   Each licence of the bill of materials is allowed and not denied. Of A OR B one is enough, of A AND B all are needed
#   (SPDX 2.3, annex D). Names are compared without case.
package milepost.baseline.licences

import data.milepost.lib

violations contains violation if some violation in lib.unmet

violations contains violation if {
	some kind in {"cyclonedx", "spdx"}
	some bom in lib.evidence(kind)
	some licence in bom.facts.licences
	not acceptable(licence.id)
	violation := {
		"msg": sprintf("%d components have the licence %s, which is not allowed.", [licence.components, licence.id]),
		"path": "/evidence",
		"remedy": "Replace the component, or have its licence allowed by the policy.",
	}
}

violations contains violation if {
	some kind in {"cyclonedx", "spdx"}
	some bom in lib.evidence(kind)
	bom.facts.other_licences > 0
	violation := {
		"msg": sprintf("%d licences are not listed, so they cannot be judged.", [bom.facts.other_licences]),
		"path": "/evidence",
	}
}

violations contains violation if {
	lib.parameter("unlicensed", "allow") == "deny"
	some kind in {"cyclonedx", "spdx"}
	some bom in lib.evidence(kind)
	bom.facts.unlicensed > 0
	violation := {"msg": sprintf("%d components state no licence.", [bom.facts.unlicensed]), "path": "/evidence"}
}

lowered(name) := [lower(pattern) | some pattern in lib.parameter(name, [])]

named_acceptable(name) if {
	not lib.matches(lowered("denied"), lower(name))
	is_allowed(lower(name))
}

is_allowed(_) if count(lowered("allowed")) == 0

is_allowed(name) if lib.matches(lowered("allowed"), name)

acceptable(expression) if {
	symbols := symbols_of(expression)
	is_well_formed(symbols)
	value(reduced(symbols)) == "t"
}

# A text that is no expression is one name.
acceptable(expression) if {
	not is_well_formed(symbols_of(expression))
	named_acceptable(expression)
}

words(expression) := [word |
	some word in split(replace(replace(expression, "(", " ( "), ")", " ) "), " ")
	word != ""
]

# One character each: t and f for names that are acceptable and not, & and | for AND and OR, and parentheses.
symbols_of(expression) := concat("", [symbol |
	all := words(expression)
	some index, word in all
	not is_part_of_exception(all, index)
	symbol := symbol_of(all, index, word)
])

operators := {"AND": "&", "OR": "|", "(": "(", ")": ")"}

symbol_of(_, _, word) := operators[upper(word)]

# What follows "or" in a text such as "AGPL-3.0 or later", which is no choice between two licences.
no_names := {"later", "newer", "any"}

symbol_of(_, _, word) := "n" if lower(trim_right(word, ",")) in no_names

symbol_of(all, index, word) := "t" if {
	not operators[upper(word)]
	not lower(trim_right(word, ",")) in no_names
	named_acceptable(full_name(all, index))
}

symbol_of(all, index, word) := "f" if {
	not operators[upper(word)]
	not lower(trim_right(word, ",")) in no_names
	not named_acceptable(full_name(all, index))
}

# NAME WITH EXCEPTION is one name.
is_with(all, index) if upper(all[index]) == "WITH"

is_part_of_exception(all, index) if is_with(all, index)

is_part_of_exception(all, index) if is_with(all, index - 1)

full_name(all, index) := sprintf("%s WITH %s", [all[index], all[index + 2]]) if is_with(all, index + 1)

full_name(all, index) := all[index] if not is_with(all, index + 1)

is_well_formed(symbols) if {
	symbols != ""
	not "n" in split(symbols, "")
	not regex.match(`[tf)][tf(]|^[&|]|[&|]$|[&|][&|)]|\([&|)]`, symbols)
	regex.match(`^[tf&|]+$`, reduced(symbols))
}

# Without parentheses: five levels of them are replaced by their values, from within. Rego has no recursion.
reduced(symbols) := inner(inner(inner(inner(inner(symbols)))))

inner(symbols) := strings.replace_n(
	{group: value(trim(group, "()")) | some group in regex.find_n(`\([tf&|]*\)`, symbols, -1)},
	symbols,
)

value(symbols) := "t" if {
	some alternative in split(symbols, "|")
	not contains(alternative, "f")
} else := "f"
