/** Evidence about services, commits and artifacts: received, stored, listed, and what a service owes. */
@NullMarked
@Room(uses = {"formats", "signatures"})
package dev.milepost.policy.evidence;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
