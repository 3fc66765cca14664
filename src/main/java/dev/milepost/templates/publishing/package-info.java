/** What is sent to become a version: read within bounds, held against what its major version has promised, taken in once. */
@NullMarked
@Room(uses = {"composition", "lifecycle", "manifests", "registry", "resolution", "trees"})
package dev.milepost.templates.publishing;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
