/** Validation by JSON Schema, in linear time and with a limited number of errors. */
@NullMarked
@Room(uses = {"documents", "expressions", "http"})
package dev.milepost.platform.schemas;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
