# METADATA
# description: The entity of the service is in the catalog and has no finding that blocks.
package milepost.baseline.catalog

violations contains {"msg": "The catalog has no entity of the service.", "path": "/entity"} if {
	count(input.entity) == 0
}

violations contains violation if {
	count(input.entity) > 0
	some finding in input.catalog_findings
	violation := {"msg": sprintf("%s: %s", [finding.rule, finding.detail]), "path": finding.pointer}
}
