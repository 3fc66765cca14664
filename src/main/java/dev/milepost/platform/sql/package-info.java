/**
 * Access to PostgreSQL: set-based SQL over JDBC, read-only snapshots, statistics, and the clock that guards deletion.
 */
@NullMarked
@Room
package dev.milepost.platform.sql;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
