/** Golden paths for Backstage: composed Templates, and the Location of all stable ones. */
@NullMarked
@Room(uses = {"composition", "manifests", "registry"})
package dev.milepost.templates.backstage;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
