/** Outcomes of upgrades: which were offered, opened, merged, declined and failed, by events. */
@NullMarked
@Room
package dev.milepost.upgrades.outcomes;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
