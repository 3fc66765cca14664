/**
 * Scaffold runs: which service came from which version of a golden path, with what, and what it was rendered to then.
 * Listens to {@code scaffold.started} and {@code scaffold.completed}.
 */
@NullMarked
@Room
package dev.milepost.upgrades.runs;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
