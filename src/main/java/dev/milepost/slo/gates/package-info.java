/** The release gate: allow, caution or freeze by error budgets and a configurable policy. */
@NullMarked
@Room(
        uses = {"definitions", "objectives", "status"},
        wings = "templates")
package dev.milepost.slo.gates;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
