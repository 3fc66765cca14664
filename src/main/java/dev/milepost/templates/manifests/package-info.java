/** Manifests of golden paths and modules: parsing from YAML and JSON, and validation by their JSON Schemas. */
@NullMarked
@Room(uses = "trees")
package dev.milepost.templates.manifests;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
