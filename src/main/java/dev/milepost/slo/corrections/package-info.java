/**
 * Time that is taken out of the windows of objectives, such as planned maintenance: who did it, why, and when. Takes
 * nothing away for good: what a correction excludes stays to be seen, and a revoked one is kept.
 */
@NullMarked
@Room(uses = {"definitions", "objectives"})
package dev.milepost.slo.corrections;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
