/**
 * Entities of Backstage's catalog as they are declared: read from JSON or YAML within bounds, with their refs, hashes and
 * the lines that they stand on.
 */
@NullMarked
package dev.milepost.entities;

import org.jspecify.annotations.NullMarked;
