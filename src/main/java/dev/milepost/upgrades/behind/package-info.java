/** Which services are behind: by how many versions and days, what they miss, and what stands in the way. */
@NullMarked
@Room(uses = {"outcomes", "plans"})
package dev.milepost.upgrades.behind;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
