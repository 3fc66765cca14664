package dev.milepost.testing;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An SLO of a test's own, and the runs that it counts.
 *
 * @param name of the SLO, and of the template of its runs
 */
public record SloWithRuns(String name, String service) {

    public void define() {
        SloClient.define(name, """
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata: {name: %1$s}
                        spec:
                          service: %2$s
                          budgetingMethod: Occurrences
                          objectives: [{target: 0.9}]
                          indicator:
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
                        """.formatted(name, service)).statusCode(200);
    }

    /** Three bad ones and one that was cancelled in the hour, and later nine good ones and a bad one. */
    public void send(Instant hour) {
        var events = new ArrayList<String>();
        for (int i = 1; i <= 3; i++) {
            events.add(event("failure", hour, i * 10));
        }
        events.add(event("cancelled", hour, 40));
        events.add(event("failure", hour, 60));
        for (int i = 1; i <= 9; i++) {
            events.add(event("success", hour, 60 + i));
        }
        SloClient.send(events.toArray(String[]::new));
    }

    private String event(String status, Instant hour, int minute) {
        return SloClient.event(
                "scaffold.completed",
                hour.plus(Duration.ofMinutes(minute)),
                "\"task_id\": \"%s\", \"template_id\": \"%s\", \"status\": \"%s\""
                        .formatted(UUID.randomUUID(), name, status));
    }

    /** What the audit has of its corrections. */
    public List<String> noted(DataSource database) {
        var actions = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select action from audit_entry where subject = any (?) order by at")) {
            statement.setArray(1, connection.createArrayOf("text", new String[] {name, service}));
            var rows = statement.executeQuery();
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return actions.stream()
                .filter(action -> action.startsWith("corrections."))
                .toList();
    }
}
