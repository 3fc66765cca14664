package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The interval between the points of a history. */
enum HistoryStep {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    /** Enough for four weeks of hours. */
    private static final int MOST_POINTS = 672;

    private final Duration length;

    HistoryStep(Duration length) {
        this.length = length;
    }

    static HistoryStep of(String word) {
        return Arrays.stream(values())
                .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "step must be hour, day or week",
                        List.of(new Fault("step", "must be hour, day or week"))));
    }

    /** Returns the time of the oldest point. */
    Instant oldestPoint(Instant now, TimeWindow window) {
        var points = pointsInTime(now, window);
        return points.get(points.size() - 1);
    }

    /**
     * Returns now, and then the multiples of the step since the epoch, newest first. They reach back for the length of
     * the window.
     */
    List<Instant> pointsInTime(Instant now, TimeWindow window) {
        var back = window.at(now).length();
        var last =
                Instant.ofEpochSecond(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), length.toSeconds()));
        var steps = Stream.iterate(last, at -> !at.isBefore(now.minus(back)), at -> at.minus(length))
                .filter(at -> at.isBefore(now))
                .limit(MOST_POINTS);
        return Stream.concat(Stream.of(now), steps).toList();
    }
}
