package dev.milepost.delivery.fourkeys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Computes which rollups cover a window: whole months where possible and whole days around them, all in UTC. */
final class RollupPeriods {

    private static final String DAY = "day";
    private static final String MONTH = "month";
    private static final LocalDate EARLIEST_DAY = LocalDate.of(1, 1, 1);

    private RollupPeriods() {}

    /** @param endExclusive the first day after the range */
    record Range(String period, LocalDate first, LocalDate endExclusive) {}

    static List<Range> covering(Window window) {
        var first = firstDay(window);
        var after = afterDays(window);
        var firstMonth =
                first.getDayOfMonth() == 1 ? first : first.withDayOfMonth(1).plusMonths(1);
        var afterMonths = after.withDayOfMonth(1);
        if (firstMonth.isBefore(afterMonths)) {
            return present(
                    new Range(DAY, first, firstMonth),
                    new Range(MONTH, firstMonth, afterMonths),
                    new Range(DAY, afterMonths, after));
        }
        return present(new Range(DAY, first, after));
    }

    /** The whole days of the window, without using months. */
    static List<Range> days(Window window) {
        return present(new Range(DAY, firstDay(window), afterDays(window)));
    }

    /** All months and days before the last midnight. */
    static List<Range> before(Instant moment) {
        var day = day(moment);
        return present(
                new Range(MONTH, EARLIEST_DAY, day.withDayOfMonth(1)), new Range(DAY, day.withDayOfMonth(1), day));
    }

    /** The parts of the window before and after its whole days. */
    static List<Window> edges(Window window) {
        var first = midnight(firstDay(window));
        var after = midnight(afterDays(window));
        if (!first.isBefore(after)) {
            return List.of(window);
        }
        var edges = new ArrayList<Window>();
        if (window.from().isBefore(first)) {
            edges.add(new Window(window.from(), first));
        }
        if (after.isBefore(window.to())) {
            edges.add(new Window(after, window.to()));
        }
        return edges;
    }

    /** From the last midnight to the given time; empty if that is midnight. */
    static Window lastDay(Instant moment) {
        return new Window(midnight(day(moment)), moment);
    }

    private static LocalDate firstDay(Window window) {
        var day = day(window.from());
        return midnight(day).equals(window.from()) ? day : day.plusDays(1);
    }

    private static LocalDate afterDays(Window window) {
        return day(window.to());
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant midnight(LocalDate day) {
        return day.atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
    }

    private static List<Range> present(Range... ranges) {
        return List.of(ranges).stream()
                .filter(range -> range.first.isBefore(range.endExclusive))
                .toList();
    }
}
