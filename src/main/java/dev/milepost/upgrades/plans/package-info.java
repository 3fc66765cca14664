/** Upgrade paths between versions of a golden path, and upgrade plans for the files of a service. */
@NullMarked
@Room(uses = {"checkouts", "merging", "scaffolding"})
package dev.milepost.upgrades.plans;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
