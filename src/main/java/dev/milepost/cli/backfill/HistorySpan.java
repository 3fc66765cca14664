package dev.milepost.cli.backfill;

import com.google.re2j.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time range of a history. */
final class HistorySpan {

    /** The environment names of the production tier by default; see "Production" in four-keys/1. */
    private static final Pattern PRODUCTION_NAME = Pattern.compile(
            "(?:production|prod|prd|live)(?:[-_/\\d][^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?", Pattern.CASE_INSENSITIVE);

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

    /** The path of the four keys of a service over the whole days (UTC) that contain the range. */
    String toFourKeysPath(String service, String environment) {
        var tier = PRODUCTION_NAME.matcher(environment).matches() ? "" : "&environment=" + encoded(environment);
        return "/api/v1/four-keys?service=%s&from=%s&to=%s%s"
                .formatted(
                        encoded(service),
                        first.truncatedTo(ChronoUnit.DAYS),
                        last.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)),
                        tier);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
