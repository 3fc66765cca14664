/** Parsing of YAML and JSON within limits, line numbers of values, JSON pointers, and the canonical form of JSON. */
@NullMarked
@Room(uses = {"http", "text"})
package dev.milepost.platform.documents;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
