/** The model of validation rules: severities, findings, fixes, and an installation's custom rules in CEL. */
@NullMarked
@Room(uses = "entities")
package dev.milepost.catalog.rules;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
