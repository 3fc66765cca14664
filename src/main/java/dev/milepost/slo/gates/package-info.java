/** Whether a release may go ahead, by the error budgets of what it touches and a policy that is data. */
@NullMarked
@Room(
        uses = {"definitions", "objectives", "status"},
        wings = "templates")
package dev.milepost.slo.gates;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
