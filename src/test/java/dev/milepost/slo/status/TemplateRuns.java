package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Runs of a template of a test's own, and objectives that count them.
 *
 * @param name of the template and of its objectives
 */
record TemplateRuns(String name) {

    private static final Instant HOUR_AGO = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    /** The share of successful runs. */
    String success() {
        return """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: %1$s
              annotations: {milepost.dev/owner: group:default/platform}
            spec:
              service: scaffolder
              indicatorRef: runs
              budgetingMethod: Occurrences
              objectives: [{target: 0.9}]
            ---
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: runs}
            spec:
              ratioMetric:
                total:
                  metricSource:
                    type: milepost
                    spec:
                      events: [scaffold.completed]
                      by: [data.task_id]
                      filter: data.template_id == "%1$s"
                      exclude: [{reason: cancelled, when: data.status == "cancelled"}]
                good:
                  metricSource: {type: milepost, spec: {filter: data.status == "success"}}
            """.formatted(name);
    }

    /** How long runs take. */
    String latency() {
        return """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: %1$s}
            spec:
              service: scaffolder
              budgetingMethod: Occurrences
              objectives: [{op: lte, value: 180, target: 0.9}]
              indicator:
                metadata: {name: duration}
                spec:
                  thresholdMetric:
                    metricSource:
                      type: milepost
                      spec:
                        from: {event: scaffold.started}
                        to: {event: scaffold.completed, filter: data.template_id == "%1$s"}
                        by: [data.task_id]
            """.formatted(name);
    }

    String started(String task, int second) {
        return event("scaffold.started", task, second, "");
    }

    String completed(String task, int second, String status) {
        return event("scaffold.completed", task, second, ", \"status\": \"%s\"".formatted(status));
    }

    private String event(String type, String task, int second, String more) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.milepost.%s", "time": "%s",
                 "correlationid": "%s-corr", "datacontenttype": "application/json",
                 "data": {"task_id": "%s-%s", "template_id": "%s"%s}}
                """.formatted(UUID.randomUUID(), type, HOUR_AGO.plusSeconds(second), name, name, task, name, more);
    }
}
