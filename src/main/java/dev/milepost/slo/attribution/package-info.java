/**
 * Where the outcomes of objectives belong: to which template version, team, service and step, and what each of them
 * contributes to what was bad.
 */
@NullMarked
@Room(uses = {"counting", "objectives"})
package dev.milepost.slo.attribution;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
