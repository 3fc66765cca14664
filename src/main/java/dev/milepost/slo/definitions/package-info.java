/** Which objectives there are: those that the service brings along, those that people defined, and who may change them. */
@NullMarked
@Room(uses = {"objectives", "openslo"})
package dev.milepost.slo.definitions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
