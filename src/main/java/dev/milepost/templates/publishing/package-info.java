/** Publishing of versions: uploads within limits, compatibility with the major version, idempotent inserts. */
@NullMarked
@Room(uses = {"composition", "lifecycle", "manifests", "registry", "resolution", "trees"})
package dev.milepost.templates.publishing;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
