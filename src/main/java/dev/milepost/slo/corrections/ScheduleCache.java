package dev.milepost.slo.corrections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Caches the occurrences of schedules. A schedule never changes, and a query may need those of many SLOs. */
@ApplicationScoped
class ScheduleCache {

    /** The maximum number of cached ranges, about ten megabytes. */
    private static final long MAX_RANGES = 100_000;

    private final Cache<Schedule, List<TimeRange>> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_RANGES)
            .<Schedule, List<TimeRange>>weigher((schedule, ranges) -> ranges.size() + 1)
            .build();

    List<TimeRange> ranges(Schedule schedule) {
        return cache.get(schedule, Schedule::ranges);
    }
}
