package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.WindowCalendar.BucketInterval;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A validated query.
 *
 * @param requested the window of the request
 * @param window the part of it that has passed
 * @param tier the tier of environments
 * @param interval the length of the buckets of the series; null for no series
 * @param groupBy null for no groups
 * @param start where lead time begins
 */
record FourKeysQuery(
        FourKeysFilter filter,
        OwnershipMode ownership,
        Window requested,
        Window window,
        ZoneId zone,
        String tier,
        @Nullable BucketInterval interval,
        @Nullable RollupScope groupBy,
        LeadStart start,
        Benchmark benchmark) {

    /** How a fact is assigned to an owner: by the service's attributes at the time of the fact, or by those of today. */
    enum OwnershipMode {
        EVENT,
        CURRENT
    }

    WindowCalendar calendar() {
        return new WindowCalendar(zone, window);
    }
}
