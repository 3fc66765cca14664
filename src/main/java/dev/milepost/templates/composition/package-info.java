/**
 * A golden path's version as a Template of Backstage, and as the files of a service that it renders: both are functions
 * of the lock, and the files are the same whoever renders them.
 */
@NullMarked
@Room(uses = {"manifests", "rendering", "resolution", "trees"})
package dev.milepost.templates.composition;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
