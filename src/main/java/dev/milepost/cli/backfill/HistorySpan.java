package dev.milepost.cli.backfill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time range of a history. */
final class HistorySpan {

    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void include(Instant time) {
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    LocalDate firstDay() {
        return first.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    LocalDate lastDay() {
        return last.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The whole days (UTC) that contain the range, as query parameters. */
    String toQuery() {
        return "from=%s&to=%s"
                .formatted(
                        first.truncatedTo(ChronoUnit.DAYS),
                        last.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
    }
}
