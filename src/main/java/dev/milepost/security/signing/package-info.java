/** What this service signs itself: its calls to Backstage, and the keys by which Backstage proves them. */
@NullMarked
@Room
package dev.milepost.security.signing;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
