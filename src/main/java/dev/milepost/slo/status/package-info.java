/** SLOs over HTTP: status, history, bad events, and definitions. */
@NullMarked
@Room(uses = {"attribution", "corrections", "counting", "definitions", "objectives", "openslo"})
package dev.milepost.slo.status;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
