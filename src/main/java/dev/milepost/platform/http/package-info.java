/** What every feature stands on and none is about: problem details, paging, clocks. Uses no other feature. */
@NullMarked
@Room(uses = {"logs", "sql"})
package dev.milepost.platform.http;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
