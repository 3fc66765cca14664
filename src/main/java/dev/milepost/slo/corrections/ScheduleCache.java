package dev.milepost.slo.corrections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** When corrections hold, worked out once: rules never change, and a question may need those of many SLOs. */
@ApplicationScoped
class ScheduleCache {

    /** In ranges, which is about ten megabytes. */
    private static final long MAX_RANGES = 100_000;

    private final Cache<Schedule, List<TimeRange>> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_RANGES)
            .<Schedule, List<TimeRange>>weigher((schedule, ranges) -> ranges.size() + 1)
            .build();

    List<TimeRange> ranges(Schedule schedule) {
        return cache.get(schedule, Schedule::ranges);
    }
}
