package dev.milepost.slo.objectives;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was counted of an indicator, step by step of time; sums of any stretch cost the same. Never changes. */
public final class CountSeries {

    public static final CountSeries NONE = new CountSeries(PrefixSums.NONE, PrefixSums.NONE, Map.of(), List.of());

    /** How many ways of slicing are remembered; an SLO has few, and calendars begin anew. */
    private static final int MAX_CACHED_SLICINGS = 8;

    private final PrefixSums good;
    private final PrefixSums bad;
    private final Map<String, PrefixSums> excluded;

    /** Taken out by corrections: what was silent in them says nothing. */
    private final List<TimeRange> correctedRanges;

    private final Map<SlicedFrom, TimeSliceSums> slices = new ConcurrentHashMap<>();
    private volatile @Nullable Corrected latest;

    private CountSeries(PrefixSums good, PrefixSums bad, Map<String, PrefixSums> excluded, List<TimeRange> corrected) {
        this.good = good;
        this.bad = bad;
        this.excluded = excluded;
        this.correctedRanges = corrected;
    }

    private record SlicedFrom(TimeSlicing slicing, Instant origin) {}

    private record Corrected(List<TimeRange> ranges, String reason, CountSeries series) {}

    /**
     * Of steps that have been summed.
     *
     * @param steps by when they begin, to the millisecond
     */
    public static CountSeries of(Map<Instant, Counts> steps) {
        var counted = new StepCounts();
        new TreeMap<>(steps).forEach(counted::add);
        return NONE.withReplaced(counted);
    }

    /** Of single outcomes, in any order. */
    public static CountSeries ofOutcomes(Collection<Outcome> outcomes) {
        var steps = new TreeMap<Instant, Counts>();
        outcomes.stream()
                .filter(outcome -> outcome.kind() != Outcome.Kind.OPEN)
                .forEach(outcome -> steps.merge(
                        Instant.ofEpochMilli(outcome.at().toEpochMilli()), Counts.of(outcome), Counts::plus));
        return of(steps);
    }

    /** The same where some steps were counted anew; what is 0 now is gone. */
    public CountSeries withReplaced(StepCounts changes) {
        var reasons = new TreeMap<>(excluded);
        changes.excluded()
                .forEach((reason, sums) -> reasons.put(
                        reason, reasons.getOrDefault(reason, PrefixSums.NONE).with(sums.build())));
        reasons.values().removeIf(sums -> sums.size() == 0);
        var nextGood = good.with(changes.good());
        var nextBad = bad.with(changes.bad());
        return nextGood == good && nextBad == bad && reasons.equals(excluded)
                ? this
                : new CountSeries(nextGood, nextBad, reasons, correctedRanges);
    }

    /** The steps that begin at a time or later. */
    public CountSeries since(Instant time) {
        long start = time.toEpochMilli();
        var reasons = new TreeMap<>(excluded);
        reasons.replaceAll((reason, sums) -> sums.since(start));
        return new CountSeries(good.since(start), bad.since(start), reasons, correctedRanges);
    }

    /** How much is remembered. */
    public int stepCount() {
        return good.size()
                + bad.size()
                + excluded.values().stream().mapToInt(PrefixSums::size).sum();
    }

    /**
     * The same with ranges taken out: valid events of steps that begin in them are excluded, for a reason of their own.
     * Nothing is lost: as many events are there in all.
     */
    public CountSeries excluding(List<TimeRange> ranges, String reason) {
        var asked = latest;
        if (asked == null || !asked.ranges().equals(ranges) || !asked.reason().equals(reason)) {
            asked = new Corrected(List.copyOf(ranges), reason, correct(ranges, reason));
            latest = asked;
        }
        return asked.series();
    }

    private CountSeries correct(List<TimeRange> ranges, String reason) {
        var changes = new StepCounts();
        var taken = new TreeMap<Instant, Long>();
        var reach = reach(ranges);
        for (var sums : List.of(good, bad)) {
            var kind = sums == good ? Outcome.Kind.GOOD : Outcome.Kind.BAD;
            for (int i = 0; i < sums.size(); i++) {
                var at = Instant.ofEpochMilli(sums.start(i));
                var begun = reach.floorEntry(at);
                if (begun != null && at.isBefore(begun.getValue())) {
                    changes.set(kind, "", at, 0);
                    taken.merge(at, sums.count(i), Math::addExact);
                }
            }
        }
        var already = excluded.getOrDefault(reason, PrefixSums.NONE);
        taken.forEach((at, count) -> changes.set(
                Outcome.Kind.EXCLUDED,
                reason,
                at,
                Math.addExact(count, already.in(new TimeRange(at, at.plusMillis(1))))));
        var all = new ArrayList<>(correctedRanges);
        all.addAll(ranges);
        var series = withReplaced(changes);
        return new CountSeries(series.good, series.bad, series.excluded, List.copyOf(all));
    }

    /** How far those reach that begin by a time, by when they begin: there may be thousands, and as many steps. */
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

    /** Its valid events by slices. */
    TimeSliceSums slices(TimeSlicing timeSlicing, Instant origin) {
        if (slices.size() > MAX_CACHED_SLICINGS) {
            slices.clear();
        }
        return slices.computeIfAbsent(
                new SlicedFrom(timeSlicing, origin), from -> TimeSliceSums.of(this, timeSlicing, origin));
    }

    /** The steps that begin in a range, without what was excluded. */
    public Counts validCounts(TimeRange range) {
        return Counts.of(good.in(range), bad.in(range));
    }

    /** The steps that begin in a range, with what was excluded. */
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

    /** When the first bad one in a range was; null where there is none. */
    public @Nullable Instant firstBadIn(TimeRange range) {
        int first = bad.index(range.from().toEpochMilli());
        return first < bad.size() && bad.start(first) < range.to().toEpochMilli()
                ? Instant.ofEpochMilli(bad.start(first))
                : null;
    }
}
