/**
 * The command {@code ./milepost slo}: writes the definitions of Sloth and Pyrra as OpenSLO, and checks OpenSLO
 * documents, offline.
 */
@NullMarked
@Room(uses = "command")
package dev.milepost.cli.slos;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
