package dev.milepost.bench;

import java.nio.charset.StandardCharsets;

/** Objectives of a template each, of every method of budgeting. */
final class SloDocuments {

    private SloDocuments() {}

    static String name(int number) {
        return "bench-%03d".formatted(number);
    }

    /** As JSON, a list of one document. */
    static byte[] document(int number) {
        var method = switch (number % 10) {
            case 0 -> "\"Timeslices\"";
            case 1 -> "\"RatioTimeslices\"";
            default -> "\"Occurrences\"";
        };
        var slices = switch (number % 10) {
            case 0 -> ", \"timeSliceWindow\": \"5m\", \"timeSliceTarget\": 0.9";
            case 1 -> ", \"timeSliceWindow\": \"1h\"";
            default -> "";
        };
        return """
                {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "%1$s"}, "spec": {
                 "service": "scaffolder", "description": "Runs of %1$s succeed.", "budgetingMethod": %2$s,
                 "timeWindow": [{"duration": "28d", "isRolling": true}],
                 "objectives": [{"displayName": "Runs", "target": 0.95%3$s}],
                 "indicator": {"metadata": {"name": "runs"}, "spec": {"ratioMetric": {
                  "total": {"metricSource": {"type": "milepost", "spec": {"events": ["scaffold.completed"],
                   "by": ["source", "data.task_id"], "filter": "data.template_id == '%1$s'",
                   "exclude": [{"reason": "cancelled", "when": "data.status == 'cancelled'"}]}}},
                  "good": {"metricSource": {"type": "milepost", "spec": {"filter": "data.status == 'success'"}}}}}}}}
                """.formatted(name(number), method, slices).getBytes(StandardCharsets.UTF_8);
    }
}
