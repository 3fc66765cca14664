/**
 * Access to PostgreSQL: set-based SQL over JDBC, and read-only snapshots.
 */
@NullMarked
@Room
package dev.milepost.platform.sql;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
