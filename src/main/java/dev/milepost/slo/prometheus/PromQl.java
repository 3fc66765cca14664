package dev.milepost.slo.prometheus;

import java.util.Map;
import java.util.stream.Collectors;

/** Texts as they stand in expressions and in templates of alerts. */
final class PromQl {

    private PromQl() {}

    /** The series of a metric that have labels. */
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

    /** Labels and annotations of alerts are templates of Go; a text that says so is none. */
    static String literal(String text) {
        return text.replace("{{", "{{ \"{{\" }}");
    }
}
