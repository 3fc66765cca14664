/**
 * The files of a service merged with those of another version of its template: three trees in, an outcome for each file
 * that the template knows. Text is merged by line, YAML, JSON and POM by key where lines alone would conflict.
 */
@NullMarked
@Room
package dev.milepost.upgrades.merging;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
