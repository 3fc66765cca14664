/** Policies: versioned documents with hooks, a match, needed evidence and rules, checked when they are saved. */
@NullMarked
@Room
package dev.milepost.policy.definitions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
