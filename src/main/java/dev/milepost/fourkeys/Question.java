package dev.milepost.fourkeys;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param tier the tier of environments
 * @param interval the buckets of the series; null asks for none
 * @param groupBy null asks for no groups
 */
record Question(
        Filter filter,
        Ownership ownership,
        Window window,
        ZoneId zone,
        String tier,
        @Nullable Interval interval,
        @Nullable Scope groupBy,
        Benchmark benchmark) {

    Calendar calendar() {
        return new Calendar(zone, window);
    }
}
