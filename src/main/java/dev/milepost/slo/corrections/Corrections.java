package dev.milepost.slo.corrections;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Reads the active corrections for other packages. */
@ApplicationScoped
public class Corrections {

    /** The maximum number of cached ranges, about ten megabytes. */
    private static final long MAX_RANGES = 100_000;

    private final CorrectionRepository corrections;

    /** Caches the occurrences of schedules. A schedule never changes, and a query may need those of many SLOs. */
    private final LoadingCache<Schedule, List<TimeRange>> occurrences = Caffeine.newBuilder()
            .maximumWeight(MAX_RANGES)
            .<Schedule, List<TimeRange>>weigher((schedule, ranges) -> ranges.size() + 1)
            .build(Schedule::ranges);

    Corrections(CorrectionRepository corrections) {
        this.corrections = corrections;
    }

    /** Returns the corrections of some SLOs in one query, as far back as the longest lookback. */
    public ActiveCorrections find(Collection<SloDefinition> slos, Instant now) {
        var from = slos.stream()
                .map(slo -> slo.slo().lookbackStart(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new ActiveCorrections(corrections.findActive(slos, from), occurrences::get);
    }

    /** Returns the corrections of some SLOs since a time. */
    public ActiveCorrections findSince(Collection<SloDefinition> slos, Instant from) {
        return new ActiveCorrections(corrections.findActive(slos, from), occurrences::get);
    }

    /** Returns the excluded time of one SLO that is relevant at any time in a range. */
    public ExcludedTime find(SloDefinition slo, TimeRange range) {
        var from = slo.slo().lookbackStart(range.from());
        return new ActiveCorrections(corrections.findActive(List.of(slo), from), occurrences::get)
                .of(slo, new TimeRange(from, range.to()));
    }
}
