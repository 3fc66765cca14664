package dev.milepost.slo.openslo;

import dev.milepost.platform.http.ProblemException.Fault;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Parses the times and zones of OpenSLO calendars. */
final class CalendarParser {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private CalendarParser() {}

    static LocalDateTime start(String text) {
        return LocalDateTime.parse(text, START);
    }

    static Optional<Fault> startFault(String text, String pointer) {
        try {
            start(text);
            return Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.of(new Fault(pointer, "must be an existing date and time, such as 2020-01-21 12:30:00"));
        }
    }

    static Optional<Fault> zoneFault(String text, String pointer) {
        return ZoneId.getAvailableZoneIds().contains(text)
                ? Optional.empty()
                : Optional.of(new Fault(pointer, "must be an IANA time zone, such as America/New_York"));
    }
}
