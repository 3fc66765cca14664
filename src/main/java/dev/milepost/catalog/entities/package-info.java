/**
 * Entities of Backstage's catalog as they are declared: read from JSON or YAML within bounds, with their refs, hashes and
 * the lines that they stand on.
 */
@NullMarked
@Room
package dev.milepost.catalog.entities;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
