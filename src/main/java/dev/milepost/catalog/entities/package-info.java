/** Entities of Backstage's catalog: parsing from JSON and YAML with line numbers, entity refs, and content hashes. */
@NullMarked
@Room
package dev.milepost.catalog.entities;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
