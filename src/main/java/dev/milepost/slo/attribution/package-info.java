/** Groups of outcomes by template version, team, service and step, with the contribution of each to bad events. */
@NullMarked
@Room(uses = {"counting", "objectives"})
package dev.milepost.slo.attribution;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
