package dev.milepost.slo.prometheus;

import java.util.Map;
import java.util.stream.Collectors;

/** Escapes texts for PromQL expressions and alert templates. */
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
}
