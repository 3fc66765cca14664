/**
 * The commands {@code ./milepost templates}: publish, lint, resolve, render and diff folders of manifests and
 * skeletons, and adopt services.
 */
@NullMarked
@Room(uses = {"command", "importing"})
package dev.milepost.cli.authoring;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
