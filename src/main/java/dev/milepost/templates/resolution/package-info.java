/** Resolution of a golden path to module versions: a pure function of the manifests. */
@NullMarked
@Room(uses = {"manifests", "trees"})
package dev.milepost.templates.resolution;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
