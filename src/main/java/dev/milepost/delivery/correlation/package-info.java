/**
 * Correlations: ids that connect the events of one change from commit to production and incident, and the search for
 * all events of one. Announces {@code correlation.opened}.
 */
@NullMarked
@Room(uses = "facts")
package dev.milepost.delivery.correlation;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
