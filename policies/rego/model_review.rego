# METADATA
# description: The review of the model has a date, is not older than some days, and not older than the model.
package milepost.baseline.model_review

import data.milepost.lib

day_of(text) := parts[count(parts) - 1] if {
	parts := split(text, "@")
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, parts[count(parts) - 1])
}

reviewed := day_of(lib.annotation("model-review"))

# Of a model version that is version@date.
made := day_of(lib.annotation("model-version"))

earliest := time.format([lib.now_ns - (input.parameters.max_age_days * lib.day_ns), "UTC", "2006-01-02"])

violations contains violation("The entity names no review of the model.") if not reviewed

violations contains violation("The date of the review is in the future.") if reviewed > lib.today

violations contains violation("The model is later than its review.") if {
	reviewed <= lib.today
	is_before_model
}

is_before_model if reviewed < made

violations contains violation("The review is too old.") if {
	reviewed < earliest
	not is_before_model
}

violation(msg) := {
	"msg": msg,
	"path": "/entity/metadata/annotations/milepost.dev~1model-review",
	"remedy": "Have the model reviewed, and set milepost.dev/model-review to reference@date.",
}
