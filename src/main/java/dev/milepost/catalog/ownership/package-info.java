/**
 * The dated history of services: their teams, systems, domains and templates, and the parent groups of teams. Input is
 * the catalog and scaffold events. Enrichment and the four keys read it; {@link ServiceHistoryChanged} announces
 * changes.
 */
@NullMarked
@Room(uses = "entities")
package dev.milepost.catalog.ownership;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
