package dev.milepost.corrections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.objectives.Range;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** When corrections hold, worked out once: rules never change, and a question may need those of many SLOs. */
@ApplicationScoped
class Schedules {

    /** In ranges, which is about ten megabytes. */
    private static final long MOST = 100_000;

    private final Cache<Schedule, List<Range>> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Schedule, List<Range>>weigher((schedule, ranges) -> ranges.size() + 1)
            .build();

    List<Range> ranges(Schedule schedule) {
        return known.get(schedule, Schedule::ranges);
    }
}
