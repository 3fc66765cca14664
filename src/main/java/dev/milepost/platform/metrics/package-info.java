/** The names, help texts and first values of the service's metrics. */
@NullMarked
@Room
package dev.milepost.platform.metrics;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
