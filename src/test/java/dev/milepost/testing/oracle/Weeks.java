package dev.milepost.testing.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Days and weeks on which something happened. */
final class Weeks {

    private Weeks() {}

    /** The distinct days of some moments. */
    static TreeSet<LocalDate> days(Question question, List<Instant> moments) {
        var days = new TreeSet<LocalDate>();
        moments.forEach(moment -> days.add(question.day(moment)));
        return days;
    }

    /** The median number of days a week, over the whole ISO weeks in the window; empty where it holds none. */
    static OptionalDouble medianDays(Question question, List<Instant> moments) {
        var days = days(question, moments);
        var counts = new ArrayList<Integer>();
        var monday = question.day(question.from()).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (question.start(monday).isBefore(question.to())) {
            var next = monday.plusWeeks(1);
            if (!question.start(monday).isBefore(question.from())
                    && !question.start(next).isAfter(question.to())) {
                counts.add(days.subSet(monday, next).size());
            }
            monday = next;
        }
        return median(counts.stream().sorted().toList());
    }

    private static OptionalDouble median(List<Integer> sorted) {
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        var below = sorted.get((sorted.size() - 1) / 2);
        var above = sorted.get(sorted.size() / 2);
        return OptionalDouble.of((below + above) / 2.0);
    }
}
