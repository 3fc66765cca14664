/**
 * The way from one version of a golden path to another, and a service's files merged along it: base as rendered then,
 * target as rendered now, theirs as the service has it.
 */
@NullMarked
@Room(uses = {"merging", "runs"})
package dev.milepost.upgrades.plans;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
