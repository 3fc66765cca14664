/** What Backstage ingests: composed Templates, and the Location that leads to all that are stable. */
@NullMarked
@Room(uses = {"composition", "manifests", "registry"})
package dev.milepost.templates.backstage;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
