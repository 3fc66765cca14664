package dev.milepost.slo.objectives;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The counts of an indicator per time step. The sum over any range takes the same time. Immutable. */
public final class CountSeries {

    public static final CountSeries NONE = new CountSeries(PrefixSums.NONE, PrefixSums.NONE, Map.of(), List.of());

    /** The maximum number of cached slicings. An SLO has few. Each period of a calendar window adds one. */
    private static final int MAX_CACHED_SLICINGS = 8;

    private final PrefixSums good;
    private final PrefixSums bad;
    private final Map<String, PrefixSums> excluded;

    /** The ranges that corrections exclude. Empty slices in them do not count. */
    private final List<TimeRange> correctedRanges;

    private final Map<SlicedFrom, TimeSliceSums> slices = new ConcurrentHashMap<>();
    private volatile @Nullable Corrected latest;
    private volatile @Nullable RhythmFrom rhythm;

    private CountSeries(PrefixSums good, PrefixSums bad, Map<String, PrefixSums> excluded, List<TimeRange> corrected) {
        this.good = good;
        this.bad = bad;
        this.excluded = excluded;
        this.correctedRanges = corrected;
    }

    private record SlicedFrom(TimeSlicing slicing, Instant origin) {}

    private record RhythmFrom(Instant from, Optional<Rhythm> rhythm) {}

    private record Corrected(List<TimeRange> ranges, String reason, CountSeries series) {}

    /**
     * Creates a series from counts per step.
     *
     * @param steps the counts by the start of the step, in whole milliseconds
     */
    public static CountSeries of(Map<Instant, Counts> steps) {
        var counted = new StepCounts();
        new TreeMap<>(steps).forEach(counted::add);
        return NONE.withReplaced(counted);
    }

    /** Creates a series from single outcomes in any order. */
    public static CountSeries ofOutcomes(Collection<Outcome> outcomes) {
        var steps = new TreeMap<Instant, Counts>();
        outcomes.stream()
                .filter(outcome -> outcome.kind() != Outcome.Kind.OPEN)
                .forEach(outcome -> steps.merge(
                        Instant.ofEpochMilli(outcome.at().toEpochMilli()), Counts.of(outcome), Counts::plus));
        return of(steps);
    }

    /** Returns a series in which the given steps replace the existing ones. A count of 0 removes the step. */
    public CountSeries withReplaced(StepCounts changes) {
        var reasons = new TreeMap<>(excluded);
        changes.excluded()
                .forEach((reason, sums) -> reasons.put(
                        reason, reasons.getOrDefault(reason, PrefixSums.NONE).with(sums.build())));
        reasons.values().removeIf(sums -> sums.size() == 0);
        var nextGood = good.with(changes.good());
        var nextBad = bad.with(changes.bad());
        if (nextGood == good && nextBad == bad && reasons.equals(excluded)) {
            return this;
        }
        var next = new CountSeries(nextGood, nextBad, reasons, correctedRanges);
        var known = rhythm;
        // A few events more do not change it. It is computed again when its start moves to the next day.
        next.rhythm = known != null && known.rhythm().isPresent() ? known : null;
        return next;
    }

    /** Returns the steps that start at {@code time} or later. */
    public CountSeries since(Instant time) {
        long start = time.toEpochMilli();
        var reasons = new TreeMap<>(excluded);
        reasons.replaceAll((reason, sums) -> sums.since(start));
        return new CountSeries(good.since(start), bad.since(start), reasons, correctedRanges);
    }

    /** Returns the number of stored steps. */
    public int stepCount() {
        return good.size()
                + bad.size()
                + excluded.values().stream().mapToInt(PrefixSums::size).sum();
    }

    /**
     * Returns a series without the given ranges. Valid events of steps that start in them are counted as excluded with
     * {@code reason}. The total number of events stays the same.
     */
    public CountSeries excluding(List<TimeRange> ranges, String reason) {
        var cached = latest;
        if (cached == null
                || !cached.ranges().equals(ranges)
                || !cached.reason().equals(reason)) {
            cached = new Corrected(List.copyOf(ranges), reason, correct(ranges, reason));
            latest = cached;
        }
        return cached.series();
    }

    private CountSeries correct(List<TimeRange> ranges, String reason) {
        var changes = new StepCounts();
        var moved = new TreeMap<Instant, Long>();
        var reach = reach(ranges);
        for (var sums : List.of(good, bad)) {
            var kind = sums == good ? Outcome.Kind.GOOD : Outcome.Kind.BAD;
            for (int i = 0; i < sums.size(); i++) {
                var at = Instant.ofEpochMilli(sums.start(i));
                var range = reach.floorEntry(at);
                if (range != null && at.isBefore(range.getValue())) {
                    changes.set(kind, "", at, 0);
                    moved.merge(at, sums.count(i), Math::addExact);
                }
            }
        }
        var already = excluded.getOrDefault(reason, PrefixSums.NONE);
        moved.forEach((at, count) -> changes.set(
                Outcome.Kind.EXCLUDED,
                reason,
                at,
                Math.addExact(count, already.in(new TimeRange(at, at.plusMillis(1))))));
        var all = new ArrayList<>(correctedRanges);
        all.addAll(ranges);
        var series = withReplaced(changes);
        return new CountSeries(series.good, series.bad, series.excluded, List.copyOf(all));
    }

    /**
     * Maps the start of each range to the latest end of all ranges that start by then. With it a step needs one lookup,
     * although there may be thousands of ranges and as many steps.
     */
    private static NavigableMap<Instant, Instant> reach(List<TimeRange> ranges) {
        var reach = new TreeMap<Instant, Instant>();
        for (var range :
                ranges.stream().sorted(Comparator.comparing(TimeRange::from)).toList()) {
            var before = reach.isEmpty() ? range.to() : reach.lastEntry().getValue();
            reach.put(range.from(), before.isAfter(range.to()) ? before : range.to());
        }
        return reach;
    }

    List<TimeRange> correctedRanges() {
        return correctedRanges;
    }

    PrefixSums good() {
        return good;
    }

    PrefixSums bad() {
        return bad;
    }

    /** Returns the valid events summed by time slice. */
    TimeSliceSums slices(TimeSlicing timeSlicing, Instant origin) {
        if (slices.size() > MAX_CACHED_SLICINGS) {
            slices.clear();
        }
        return slices.computeIfAbsent(
                new SlicedFrom(timeSlicing, origin), from -> TimeSliceSums.of(this, timeSlicing, origin));
    }

    /** Returns the counts of the steps that start in a range, without excluded events. */
    public Counts validCounts(TimeRange range) {
        return Counts.of(good.in(range), bad.in(range));
    }

    /** Returns the counts of the steps that start in a range, with excluded events. */
    public Counts counts(TimeRange range) {
        var reasons = new TreeMap<String, Long>();
        excluded.forEach((reason, sums) -> {
            long count = sums.in(range);
            if (count != 0) {
                reasons.put(reason, count);
            }
        });
        return new Counts(good.in(range), bad.in(range), reasons);
    }

    /** Returns the start of the first step with valid events; null if there is none. */
    public @Nullable Instant firstValid() {
        long first = Math.min(
                good.size() == 0 ? Long.MAX_VALUE : good.start(0), bad.size() == 0 ? Long.MAX_VALUE : bad.start(0));
        return first == Long.MAX_VALUE ? null : Instant.ofEpochMilli(first);
    }

    /** Returns the start of the last step in a range that has events, also excluded ones; null if there is none. */
    @Nullable
    Instant lastIn(TimeRange range) {
        long last = all().mapToLong(sums -> sums.lastStart(range)).max().orElse(Long.MIN_VALUE);
        return last == Long.MIN_VALUE ? null : Instant.ofEpochMilli(last);
    }

    /** Returns true if no step in a range has events, not even excluded ones. */
    public boolean isEmptyIn(TimeRange range) {
        return lastIn(range) == null;
    }

    /** Returns the rhythm of all events in a range, computed once for a start; empty if they have none. */
    Optional<Rhythm> rhythm(TimeRange range) {
        var known = rhythm;
        if (known == null || !known.from().equals(range.from())) {
            var starts =
                    all().flatMapToLong(sums -> sums.starts(range)).sorted().distinct();
            known = new RhythmFrom(range.from(), Rhythm.of(starts.toArray()));
            rhythm = known;
        }
        return known.rhythm();
    }

    private Stream<PrefixSums> all() {
        return Stream.concat(Stream.of(good, bad), excluded.values().stream());
    }

    /** Returns the start of the first bad step in a range; null if there is none. */
    public @Nullable Instant firstBadIn(TimeRange range) {
        int first = bad.index(range.from().toEpochMilli());
        return first < bad.size() && bad.start(first) < range.to().toEpochMilli()
                ? Instant.ofEpochMilli(bad.start(first))
                : null;
    }
}
