package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.CompositeIndicator.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The time slices of the parts of a composite SLO. In a slice a part is good if the ratio of its events reaches its
 * {@code timeSliceTarget}, or its target if it has none. A part without valid events in a slice is bad if it counts
 * silence as bad; else it is neither. Only complete slices are there, numbered from the epoch.
 */
public final class CompositeSlices {

    /** The length of a slice in milliseconds; {@code Duration} divides slowly. */
    private final long length;

    private final long start;
    private final int size;
    private final List<PartSlices> parts;

    /** The slices of a part, by their number after the first one. */
    private record PartSlices(Part part, BitSet good, BitSet bad) {}

    /**
     * The counts of a part.
     *
     * @param objective the objective that the part is about
     * @param series the counts without what corrections of the part exclude
     * @param observedSince from when on its silence counts
     */
    public record PartCounts(Part part, Objective objective, CountSeries series, Instant observedSince) {}

    /** Consecutive slices in which the same parts were bad. */
    public record BadRun(TimeRange range, List<Part> parts) {

        public BadRun {
            parts = List.copyOf(parts);
        }
    }

    private CompositeSlices(long length, long start, int size, List<PartSlices> parts) {
        this.length = length;
        this.start = start;
        this.size = size;
        this.parts = parts;
    }

    /**
     * @param length the length of a slice
     * @param range how far back the counts of the parts reach, and the exact time
     */
    public static CompositeSlices of(List<PartCounts> parts, Duration length, TimeRange range) {
        var slicing = new TimeSlicing(length, Optional.empty(), TimeSlicing.EmptySlices.IGNORED);
        long first = slicing.firstAfter(range.from(), Instant.EPOCH);
        int size = (int) Math.max(0, slicing.number(range.to(), Instant.EPOCH) - first);
        var start = slicing.start(Instant.EPOCH, first).toEpochMilli();
        var slices = new CompositeSlices(length.toMillis(), start, size, new ArrayList<>());
        parts.forEach(part -> slices.parts.add(slices.slices(part)));
        return slices;
    }

    private PartSlices slices(PartCounts counts) {
        var good = new BitSet(size);
        var bad = new BitSet(size);
        var slicing = slicing(counts.objective());
        var goodSums = counts.series().good();
        var badSums = counts.series().bad();
        int g = goodSums.index(start);
        int b = badSums.index(start);
        while (true) {
            long next = Math.min(
                    g < goodSums.size() ? goodSums.start(g) : Long.MAX_VALUE,
                    b < badSums.size() ? badSums.start(b) : Long.MAX_VALUE);
            if (next >= start + size * length) {
                break;
            }
            int number = (int) ((next - start) / length);
            long end = start + (number + 1) * length;
            long goodEvents = 0;
            long badEvents = 0;
            for (; g < goodSums.size() && goodSums.start(g) < end; g++) {
                goodEvents += goodSums.count(g);
            }
            for (; b < badSums.size() && badSums.start(b) < end; b++) {
                badEvents += badSums.count(b);
            }
            // A target is at most 1, and most slices have no bad events.
            var isGood = badEvents == 0 || slicing.good(goodEvents, badEvents).signum() > 0;
            (isGood ? good : bad).set(number);
        }
        var range = slices(0, size);
        for (var run : slicing.emptyRuns(counts.series(), range, Instant.EPOCH, counts.observedSince())) {
            bad.set(number(run.from()), number(run.to()));
        }
        return new PartSlices(counts.part(), good, bad);
    }

    /** Slices of the composite's length by the rule of the part. */
    private TimeSlicing slicing(Objective objective) {
        var own = objective.timeSlicing();
        var target = own.flatMap(TimeSlicing::target).orElse(objective.target().ratio());
        return new TimeSlicing(
                Duration.ofMillis(length),
                Optional.of(target),
                own.map(TimeSlicing::emptySlices).orElse(TimeSlicing.EmptySlices.IGNORED));
    }

    /** Returns the counts of the composite SLO: at the start of each slice the weights of its good and its bad parts. */
    public CountSeries series() {
        var counts = new StepCounts();
        for (int i = 0; i < size; i++) {
            long good = weight(i, true);
            long bad = weight(i, false);
            if (good > 0) {
                counts.set(Outcome.Kind.GOOD, "", start(i), good);
            }
            if (bad > 0) {
                counts.set(Outcome.Kind.BAD, "", start(i), bad);
            }
        }
        return CountSeries.NONE.withReplaced(counts);
    }

    private long weight(int number, boolean good) {
        long weight = 0;
        for (var part : parts) {
            if ((good ? part.good() : part.bad()).get(number)) {
                weight += part.part().weight();
            }
        }
        return weight;
    }

    /**
     * Returns the runs of slices in a range that are bad, oldest first.
     *
     * @param target the share of the weights from which on a slice is good; empty if each bad part makes it worse
     * @param isCorrected selects the starts of slices that corrections exclude
     */
    public List<BadRun> badRuns(Optional<BigDecimal> target, TimeRange range, Predicate<Instant> isCorrected) {
        var slicing = new TimeSlicing(
                Duration.ofMillis(length), Optional.of(target.orElse(BigDecimal.ONE)), TimeSlicing.EmptySlices.IGNORED);
        var runs = new ArrayList<BadRun>();
        for (int i = 0; i < size; i++) {
            var slice = slices(i, i + 1);
            long good = weight(i, true);
            long bad = weight(i, false);
            if (bad == 0
                    || slice.from().isBefore(range.from())
                    || slice.to().isAfter(range.to())
                    || slicing.good(good, bad).signum() > 0
                    || isCorrected.test(slice.from())) {
                continue;
            }
            var last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            var badParts = badParts(i);
            if (last != null
                    && last.range().to().equals(slice.from())
                    && last.parts().equals(badParts)) {
                runs.set(runs.size() - 1, new BadRun(new TimeRange(last.range().from(), slice.to()), badParts));
            } else {
                runs.add(new BadRun(slice, badParts));
            }
        }
        return runs;
    }

    private List<Part> badParts(int number) {
        return parts.stream()
                .filter(part -> part.bad().get(number))
                .map(PartSlices::part)
                .toList();
    }

    private Instant start(int number) {
        return Instant.ofEpochMilli(start + number * length);
    }

    private TimeRange slices(int first, int end) {
        return new TimeRange(start(first), start(end));
    }

    private int number(Instant at) {
        return (int) ((at.toEpochMilli() - start) / length);
    }
}
