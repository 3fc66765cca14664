# METADATA
# description: The golden path version of the service is published, not withdrawn, and supported.
package milepost.baseline.golden_path

import data.milepost.lib

path := input.golden_path if is_object(input.golden_path)

violations contains violation("The registry has no such version of the golden path.") if not path

violations contains violation("The version of the golden path was withdrawn.") if path.withdrawn

violations contains violation(sprintf("The support of the version ended on %s.", [path.support_ends])) if {
	not path.withdrawn
	is_string(path.support_ends)
	path.support_ends <= lib.today
}

violation(msg) := {"msg": msg, "path": "/template_version", "remedy": "Upgrade the service's golden path."}
