/** Service level objectives of the platform: the answers how they stand and stood, and their definitions over HTTP. */
@NullMarked
@Room(uses = {"attribution", "corrections", "counting", "definitions", "objectives", "openslo"})
package dev.milepost.slo.status;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
