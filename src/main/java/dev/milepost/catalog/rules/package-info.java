/**
 * What a rule is and what comes of it: severities, findings and their fixes, and the rules of an installation's own in
 * CEL.
 */
@NullMarked
@Room(uses = "entities")
package dev.milepost.catalog.rules;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
