/**
 * One change's way from commit to production and what went wrong there: hands out correlation ids and finds everything
 * that belongs to one. Announces {@code correlation.opened}.
 */
@NullMarked
@Room(uses = "facts")
package dev.milepost.delivery.correlation;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
