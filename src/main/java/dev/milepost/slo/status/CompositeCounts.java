package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ActiveCorrections;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.CompositeIndicator.Part;
import dev.milepost.slo.objectives.CompositeSlices;
import dev.milepost.slo.objectives.CompositeSlices.PartCounts;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.objectives.TimeSlicing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the counts of composite SLOs from those of their parts.
 *
 * @param counts by the name of the SLO, with all parts that exist
 * @param corrections those of the parts
 * @param clock the exact time; a slice counts when it is complete
 */
record CompositeCounts(Map<String, SloCounts> counts, ActiveCorrections corrections, Instant clock) {

    CompositeCounts {
        counts = new TreeMap<>(counts);
    }

    static CompositeCounts of(List<SloCounts> counts, ActiveCorrections corrections, Instant clock) {
        return new CompositeCounts(
                counts.stream().collect(Collectors.toMap(slo -> slo.slo().name(), slo -> slo)), corrections, clock);
    }

    static boolean isComposite(SloCounts slo) {
        return slo.slo().slo().indicator() instanceof CompositeIndicator;
    }

    /**
     * Returns the counts of an SLO, which are those of its slices if it has parts.
     *
     * @param from how far back they must reach
     */
    SloCounts of(SloCounts slo, Instant from) {
        if (!isComposite(slo)) {
            return slo;
        }
        var definition = slo.slo().slo();
        var parts = CompositeIndicator.partsOf(definition);
        return slo.withParts(
                slices(definition, from).series(),
                progress(parts),
                parts.stream().filter(part -> !exists(part)).map(Part::label).toList());
    }

    /** Returns the slices of an SLO with parts. Parts that do not exist have none. */
    CompositeSlices slices(Slo slo, Instant from) {
        var range = new TimeRange(from, clock);
        var parts = new ArrayList<PartCounts>();
        for (var part : CompositeIndicator.partsOf(slo)) {
            var of = counts.get(part.slo());
            if (of != null) {
                part.objective(of.countedDefinition().slo())
                        .ifPresent(objective -> parts.add(new PartCounts(
                                part,
                                objective,
                                corrections.of(of.countedDefinition(), range).of(of.series()),
                                of.observedSince())));
            }
        }
        return CompositeSlices.of(parts, sliceLength(slo), range);
    }

    private static Duration sliceLength(Slo slo) {
        return slo.objectives().get(0).timeSlicing().map(TimeSlicing::window).orElseThrow();
    }

    private boolean exists(Part part) {
        var of = counts.get(part.slo());
        return of != null && part.objective(of.countedDefinition().slo()).isPresent();
    }

    /** Counting is complete when it is for all parts. While one is suspended, the slices end with its counts. */
    private Progress progress(List<Part> parts) {
        var progress = Progress.COMPLETE;
        for (var part : parts) {
            var of = counts.get(part.slo());
            if (of != null) {
                var own = of.progress();
                progress = new Progress(
                        progress.complete() && own.complete(),
                        later(progress.readBackTo(), own.readBackTo()),
                        later(progress.countedSince(), own.countedSince()),
                        progress.suspension() == null ? own.suspension() : progress.suspension());
            }
        }
        return progress;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }
}
