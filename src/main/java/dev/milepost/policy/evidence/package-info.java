/** Evidence about services, commits and artifacts: what scanners, builds and signers found. */
@NullMarked
@Room
package dev.milepost.policy.evidence;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
