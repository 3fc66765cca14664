package dev.milepost.objectives;

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
public final class Series {

    public static final Series NONE = new Series(Sums.NONE, Sums.NONE, Map.of(), List.of());

    /** How many ways of slicing are remembered; an SLO has few, and calendars begin anew. */
    private static final int MOST_SLICINGS = 8;

    private final Sums good;
    private final Sums bad;
    private final Map<String, Sums> excluded;

    /** Taken out by corrections: what was silent in them says nothing. */
    private final List<Range> corrected;

    private final Map<SlicedFrom, Slices> slices = new ConcurrentHashMap<>();
    private volatile @Nullable Corrected latest;

    private Series(Sums good, Sums bad, Map<String, Sums> excluded, List<Range> corrected) {
        this.good = good;
        this.bad = bad;
        this.excluded = excluded;
        this.corrected = corrected;
    }

    private record SlicedFrom(Slicing slicing, Instant origin) {}

    private record Corrected(List<Range> ranges, String reason, Series series) {}

    /**
     * Of steps that have been summed.
     *
     * @param steps by when they begin, to the millisecond
     */
    public static Series of(Map<Instant, Counts> steps) {
        var counted = new Steps();
        new TreeMap<>(steps).forEach(counted::add);
        return NONE.with(counted);
    }

    /** Of single outcomes, in any order. */
    public static Series ofOutcomes(Collection<Outcome> outcomes) {
        var steps = new TreeMap<Instant, Counts>();
        outcomes.stream()
                .filter(outcome -> outcome.kind() != Outcome.Kind.OPEN)
                .forEach(outcome -> steps.merge(
                        Instant.ofEpochMilli(outcome.at().toEpochMilli()), Counts.of(outcome), Counts::plus));
        return of(steps);
    }

    /** The same where some steps were counted anew; what is 0 now is gone. */
    public Series with(Steps changes) {
        var reasons = new TreeMap<>(excluded);
        changes.excluded()
                .forEach((reason, sums) -> reasons.put(
                        reason, reasons.getOrDefault(reason, Sums.NONE).with(sums.build())));
        reasons.values().removeIf(sums -> sums.size() == 0);
        var nextGood = good.with(changes.good());
        var nextBad = bad.with(changes.bad());
        return nextGood == good && nextBad == bad && reasons.equals(excluded)
                ? this
                : new Series(nextGood, nextBad, reasons, corrected);
    }

    /** The steps that begin at a time or later. */
    public Series since(Instant time) {
        long start = time.toEpochMilli();
        var reasons = new TreeMap<>(excluded);
        reasons.replaceAll((reason, sums) -> sums.since(start));
        return new Series(good.since(start), bad.since(start), reasons, corrected);
    }

    /** How much is remembered. */
    public int size() {
        return good.size()
                + bad.size()
                + excluded.values().stream().mapToInt(Sums::size).sum();
    }

    /**
     * The same with ranges taken out: valid events of steps that begin in them are excluded, for a reason of their own.
     * Nothing is lost: as many events are there in all.
     */
    public Series without(List<Range> ranges, String reason) {
        var asked = latest;
        if (asked == null || !asked.ranges().equals(ranges) || !asked.reason().equals(reason)) {
            asked = new Corrected(List.copyOf(ranges), reason, correct(ranges, reason));
            latest = asked;
        }
        return asked.series();
    }

    private Series correct(List<Range> ranges, String reason) {
        var changes = new Steps();
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
        var already = excluded.getOrDefault(reason, Sums.NONE);
        taken.forEach((at, count) -> changes.set(
                Outcome.Kind.EXCLUDED, reason, at, Math.addExact(count, already.in(new Range(at, at.plusMillis(1))))));
        var all = new ArrayList<>(corrected);
        all.addAll(ranges);
        var series = with(changes);
        return new Series(series.good, series.bad, series.excluded, List.copyOf(all));
    }

    /** How far those reach that begin by a time, by when they begin: there may be thousands, and as many steps. */
    private static NavigableMap<Instant, Instant> reach(List<Range> ranges) {
        var reach = new TreeMap<Instant, Instant>();
        for (var range :
                ranges.stream().sorted(Comparator.comparing(Range::from)).toList()) {
            var before = reach.isEmpty() ? range.to() : reach.lastEntry().getValue();
            reach.put(range.from(), before.isAfter(range.to()) ? before : range.to());
        }
        return reach;
    }

    List<Range> corrected() {
        return corrected;
    }

    Sums good() {
        return good;
    }

    Sums bad() {
        return bad;
    }

    /** Its valid events by slices. */
    Slices slices(Slicing slicing, Instant origin) {
        if (slices.size() > MOST_SLICINGS) {
            slices.clear();
        }
        return slices.computeIfAbsent(new SlicedFrom(slicing, origin), from -> Slices.of(this, slicing, origin));
    }

    /** The steps that begin in a range, without what was excluded. */
    public Counts validIn(Range range) {
        return Counts.of(good.in(range), bad.in(range));
    }

    /** The steps that begin in a range, with what was excluded. */
    public Counts in(Range range) {
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
    public @Nullable Instant firstBadIn(Range range) {
        int first = bad.index(range.from().toEpochMilli());
        return first < bad.size() && bad.start(first) < range.to().toEpochMilli()
                ? Instant.ofEpochMilli(bad.start(first))
                : null;
    }
}
