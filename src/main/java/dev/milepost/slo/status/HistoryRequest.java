package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.TimeParameter;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.TimeWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The points of a history that a caller asks for. Days, weeks and months are those of the time zone of a calendar window,
 * and of UTC for a rolling one.
 *
 * @param from a time, or a date, which is its midnight; null for the length of the window before the end
 * @param to a time, or a date, which is its midnight; null for now
 */
record HistoryRequest(
        Step step, @Nullable String from, @Nullable String to) {

    /** Enough for four weeks of hours, and the end. */
    private static final int MOST_POINTS = 673;

    /** The interval between the points. */
    enum Step {
        HOUR,
        DAY,
        /** Weeks start on Mondays (ISO 8601). */
        WEEK,
        MONTH,
        /** The periods of a calendar window. */
        PERIOD;

        static Step of(String word) {
            return Arrays.stream(values())
                    .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> invalid("step", "must be hour, day, week, month or period"));
        }
    }

    /** Returns the time of the oldest point. */
    Instant oldest(Instant now, TimeWindow window) {
        var points = pointsInTime(now, window);
        return points.get(points.size() - 1);
    }

    /** Returns the end, which is a whole minute, and then the starts of steps before it, newest first. */
    List<Instant> pointsInTime(Instant now, TimeWindow window) {
        if (step == Step.PERIOD && window instanceof TimeWindow.Rolling) {
            throw invalid("step", "must not be period, because the window of the SLO is a rolling one");
        }
        var zone = window instanceof TimeWindow.Calendar calendar ? calendar.zone() : ZoneOffset.UTC;
        var last = time("to", to, zone);
        var end = last == null || last.isAfter(now) ? now : EvaluationTime.endOfMinute(last);
        var first = time("from", from, zone);
        var start = first == null ? end.minus(window.endingAt(end).length()) : first;
        if (start.isAfter(end)) {
            throw invalid("from", "must be before to, and not in the future");
        }
        var points = Stream.concat(
                        Stream.of(end),
                        Stream.iterate(
                                before(end, window, zone), at -> !at.isBefore(start), at -> before(at, window, zone)))
                .limit(MOST_POINTS + 1L)
                .toList();
        if (points.size() > MOST_POINTS && first != null) {
            throw invalid(
                    "from", "is too early: a history has at most %d points. Use a longer step".formatted(MOST_POINTS));
        }
        return points.subList(0, Math.min(points.size(), MOST_POINTS));
    }

    /** Returns the latest start of a step before a time. */
    private Instant before(Instant time, TimeWindow window, ZoneId zone) {
        var earlier = time.minusNanos(1);
        var local = earlier.atZone(zone);
        var day = local.toLocalDate();
        return switch (step) {
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> midnight(day, zone);
            case WEEK -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case MONTH -> midnight(day.withDayOfMonth(1), zone);
            case PERIOD -> window.at(earlier).from();
        };
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static @Nullable Instant time(String name, @Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            return midnight(LocalDate.parse(text), zone);
        } catch (DateTimeParseException e) {
            return TimeParameter.parse(name, text);
        }
    }

    private static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST, parameter + " " + detail, List.of(new Fault(parameter, detail)));
    }
}
