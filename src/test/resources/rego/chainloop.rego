# The form of Chainloop's policies.
package acme.sbom

result := {
	"skipped": skipped,
	"violations": violations,
	"skip_reason": skip_reason,
	"ignore": false,
}

default skip_reason := ""

skip_reason := "the input is no SBOM" if not valid_input

default skipped := true

skipped := false if valid_input

valid_input if input.bomFormat == "CycloneDX"

violations contains msg if {
	valid_input
	some component in input.components
	not component.licenses
	msg := sprintf("%s has no licence", [component.name])
}
