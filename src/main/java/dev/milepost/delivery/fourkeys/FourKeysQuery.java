package dev.milepost.delivery.fourkeys;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param tier the tier of environments
 * @param interval the buckets of the series; null asks for none
 * @param groupBy null asks for no groups
 */
record FourKeysQuery(
        FourKeysFilter filter,
        OwnershipMode ownership,
        Window window,
        ZoneId zone,
        String tier,
        @Nullable BucketInterval interval,
        @Nullable RollupScope groupBy,
        Benchmark benchmark) {

    WindowCalendar calendar() {
        return new WindowCalendar(zone, window);
    }
}
