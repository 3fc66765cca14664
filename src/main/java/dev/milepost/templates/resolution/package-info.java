/** Which version of each module a golden path is made of: a function of the manifests alone. */
@NullMarked
@Room(uses = {"manifests", "trees"})
package dev.milepost.templates.resolution;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
