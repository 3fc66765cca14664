# METADATA
# description: The entity of a model states what the model is, where it answers, and what it was trained on.
package milepost.baseline.model

violations contains violation if {
	some name in {"model-version", "training-data-classification", "inference-endpoints"}
	not concat("/", ["milepost.dev", name]) in object.keys(input.annotations)
	violation := {
		"msg": sprintf("The entity has no annotation milepost.dev/%s.", [name]),
		"path": sprintf("/entity/metadata/annotations/milepost.dev~1%s", [name]),
	}
}
