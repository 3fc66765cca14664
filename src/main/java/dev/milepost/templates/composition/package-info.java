/**
 * Composition of a golden path version to a Template of Backstage and to the rendered files of a service. Both are
 * functions of the lockfile.
 */
@NullMarked
@Room(uses = {"manifests", "rendering", "resolution", "trees"})
package dev.milepost.templates.composition;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
