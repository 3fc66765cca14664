package dev.milepost.slo.prometheus;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats texts and durations for PromQL expressions and alert templates. */
final class PromQl {

    private PromQl() {}

    /** Returns a selector for the series of a metric with the given labels. */
    static String select(String metric, Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + quoted(label.getValue()))
                .collect(Collectors.joining(",", metric + "{", "}"));
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    /** Escapes a text for labels and annotations of alerts, which are Go templates. */
    static String literal(String text) {
        return text.replace("{{", "{{ \"{{\" }}");
    }

    /** Formats a duration in the largest unit that divides it: 5m, 6h, 3d. */
    static String duration(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return length.toDays() + "d";
        } else if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return length.toHours() + "h";
        }
        return seconds % Duration.ofMinutes(1).toSeconds() == 0 ? length.toMinutes() + "m" : seconds + "s";
    }
}
