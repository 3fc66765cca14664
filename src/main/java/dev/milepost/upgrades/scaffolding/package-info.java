/**
 * Scaffold runs: which service was made from which version of a golden path, with which parameters. Listens to {@code
 * scaffold.started} and {@code scaffold.completed}.
 */
@NullMarked
@Room
package dev.milepost.upgrades.scaffolding;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
