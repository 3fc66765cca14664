/** Campaigns: upgrades that are offered to many services wave by wave, and how they went. */
@NullMarked
@Room
package dev.milepost.insights.campaigns;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
