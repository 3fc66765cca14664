/**
 * What golden paths bring: runs and their success, services by version and team, upgrades, and the four keys of services
 * before and after.
 */
@NullMarked
@Room
package dev.milepost.insights.adoption;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
