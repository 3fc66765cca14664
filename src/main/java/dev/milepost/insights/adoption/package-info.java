/**
 * Adoption of golden paths: runs and success rate, services by version and team, upgrades, and the four keys before
 * and after.
 */
@NullMarked
@Room
package dev.milepost.insights.adoption;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
