package dev.milepost.slo.objectives;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Collects counts per step while they are read, each kind in ascending order of time. */
public final class StepCounts {

    private final PrefixSums.Builder good = new PrefixSums.Builder(0);
    private final PrefixSums.Builder bad = new PrefixSums.Builder(0);
    private final Map<String, PrefixSums.Builder> excluded = new TreeMap<>();

    /**
     * Sets the count of a step.
     *
     * @param reason the reason for the exclusion; ignored for other kinds
     */
    public void set(Outcome.Kind kind, String reason, Instant start, long count) {
        switch (kind) {
            case GOOD -> good.add(start.toEpochMilli(), count);
            case BAD -> bad.add(start.toEpochMilli(), count);
            case EXCLUDED ->
                excluded.computeIfAbsent(reason, r -> new PrefixSums.Builder(0)).add(start.toEpochMilli(), count);
            case OPEN -> throw new IllegalArgumentException("open outcomes are not counted");
        }
    }

    void add(Instant start, Counts counts) {
        if (counts.good() > 0) {
            set(Outcome.Kind.GOOD, "", start, counts.good());
        }
        if (counts.bad() > 0) {
            set(Outcome.Kind.BAD, "", start, counts.bad());
        }
        counts.excluded().forEach((reason, count) -> set(Outcome.Kind.EXCLUDED, reason, start, count));
    }

    PrefixSums good() {
        return good.build();
    }

    PrefixSums bad() {
        return bad.build();
    }

    Map<String, PrefixSums.Builder> excluded() {
        return excluded;
    }
}
