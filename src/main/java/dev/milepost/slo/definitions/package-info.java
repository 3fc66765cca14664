/** Definitions of SLOs: built-in, from annotations, and by users, with versions and owners. */
@NullMarked
@Room(uses = {"objectives", "openslo"})
package dev.milepost.slo.definitions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
