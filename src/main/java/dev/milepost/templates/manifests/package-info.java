/**
 * The manifests of golden paths and of the modules that they are composed of: read from YAML and JSON, held against their
 * schemas.
 */
@NullMarked
@Room(uses = "trees")
package dev.milepost.templates.manifests;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
