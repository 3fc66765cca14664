/**
 * Who has had what, and since when: services, their teams and systems, and the groups that teams are in. Told by the
 * catalog and by scaffolding; tells enrichment and the four keys, and announces {@link ServiceHistoryChanged}.
 */
@NullMarked
@Room(uses = "entities")
package dev.milepost.catalog.ownership;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
