package dev.milepost.objectives;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What was counted of an indicator, step by step of time; sums of any stretch cost the same. */
public final class Series {

    private final long[] starts;
    private final Counts[] counts;
    /** Of all before each. */
    private final long[] good;

    private final long[] bad;

    /** Taken out by corrections: what was silent in them says nothing. */
    private final List<Range> corrected;

    private Series(SortedMap<Instant, Counts> steps, List<Range> corrected) {
        this.corrected = List.copyOf(corrected);
        this.starts = steps.keySet().stream().mapToLong(Instant::toEpochMilli).toArray();
        this.counts = steps.values().toArray(Counts[]::new);
        this.good = new long[starts.length + 1];
        this.bad = new long[starts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            good[i + 1] = Math.addExact(good[i], counts[i].good());
            bad[i + 1] = Math.addExact(bad[i], counts[i].bad());
        }
    }

    /**
     * Of steps that have been summed.
     *
     * @param steps by when they begin, to the millisecond
     */
    public static Series of(Map<Instant, Counts> steps) {
        return new Series(new TreeMap<>(steps), List.of());
    }

    /** Of single outcomes, in any order. */
    public static Series ofOutcomes(Collection<Outcome> outcomes) {
        var steps = new TreeMap<Instant, Counts>();
        outcomes.stream()
                .filter(outcome -> outcome.kind() != Outcome.Kind.OPEN)
                .forEach(outcome -> steps.merge(
                        Instant.ofEpochMilli(outcome.at().toEpochMilli()), Counts.of(outcome), Counts::plus));
        return new Series(steps, List.of());
    }

    /**
     * The same with ranges taken out: valid events of steps that begin in them are excluded, for a reason of their own.
     * Nothing is lost: as many events are there in all.
     */
    public Series without(List<Range> ranges, String reason) {
        var steps = new TreeMap<Instant, Counts>();
        for (int i = 0; i < counts.length; i++) {
            var at = Instant.ofEpochMilli(starts[i]);
            var taken = counts[i].valid() > 0 && ranges.stream().anyMatch(range -> range.contains(at));
            steps.put(at, taken ? counts[i].excludedFor(reason) : counts[i]);
        }
        var all = new ArrayList<>(corrected);
        all.addAll(ranges);
        return new Series(steps, all);
    }

    /** Whether any of a range was taken out. */
    boolean isCorrectedIn(Range range) {
        return corrected.stream().anyMatch(range::meets);
    }

    /** The steps that begin in a range, without what was excluded. */
    public Counts validIn(Range range) {
        int from = index(range.from());
        int to = Math.max(from, index(range.to()));
        return Counts.of(good[to] - good[from], bad[to] - bad[from]);
    }

    /** The steps that begin in a range, with what was excluded. */
    public Counts in(Range range) {
        var valid = validIn(range);
        var reasons = new TreeMap<String, Long>();
        for (int i = index(range.from()); i < index(range.to()); i++) {
            counts[i].excluded().forEach((reason, count) -> reasons.merge(reason, count, Math::addExact));
        }
        return new Counts(valid.good(), valid.bad(), reasons);
    }

    /** When the first bad one in a range was; null where there is none. */
    public @Nullable Instant firstBadIn(Range range) {
        for (int i = index(range.from()); i < index(range.to()); i++) {
            if (counts[i].bad() > 0) {
                return Instant.ofEpochMilli(starts[i]);
            }
        }
        return null;
    }

    /** Each step in a range that has valid ones, in order. */
    void forEachValid(Range range, BiConsumer<Instant, Counts> consumer) {
        for (int i = index(range.from()); i < index(range.to()); i++) {
            if (counts[i].valid() > 0) {
                consumer.accept(Instant.ofEpochMilli(starts[i]), counts[i]);
            }
        }
    }

    /** Of the first step that begins at a time or later. */
    private int index(Instant time) {
        int found = Arrays.binarySearch(starts, time.toEpochMilli());
        return found >= 0 ? found : -found - 1;
    }
}
