# Rules as Conftest's libraries have them.
package acme.kubernetes

name := input.metadata.name

deny contains msg if {
	input.kind == "Deployment"
	not input.spec.template.spec.securityContext.runAsNonRoot
	msg := sprintf("Containers must not run as root in Deployment %s", [name])
}

deny_latest contains {"msg": msg, "details": {"image": image}} if {
	some container in input.spec.template.spec.containers
	image := container.image
	endswith(image, ":latest")
	msg := sprintf("%s has no fixed tag", [image])
}

warn contains "There is only one replica" if input.spec.replicas == 1

exception contains rules if {
	input.metadata.annotations.experiment == "yes"
	rules := ["latest"]
}
