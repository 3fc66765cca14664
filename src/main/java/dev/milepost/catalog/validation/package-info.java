/**
 * Entities judged over HTTP by the rules of an installation, which are put together here. Listens to templates being
 * published and deprecated; asks the catalog and the registry of templates what they know.
 */
@NullMarked
@Room(uses = {"annotations", "entities", "references", "rules", "sync"})
package dev.milepost.catalog.validation;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
