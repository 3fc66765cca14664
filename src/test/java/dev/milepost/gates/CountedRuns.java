package dev.milepost.gates;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Contract;
import java.nio.charset.StandardCharsets;
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
record CountedRuns(String name, String service) {

    void define() {
        given().filter(Contract.FILTER)
                .contentType("application/yaml")
                .body("""
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
                        """.formatted(name, service).getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/slos/" + name)
                .then()
                .statusCode(200);
    }

    /** Three bad ones and one that was cancelled in the hour, and later nine good ones and a bad one. */
    void send(Instant hour) {
        var events = new ArrayList<String>();
        for (int i = 1; i <= 3; i++) {
            events.add(event("failure", hour, i * 10));
        }
        events.add(event("cancelled", hour, 40));
        events.add(event("failure", hour, 60));
        for (int i = 1; i <= 9; i++) {
            events.add(event("success", hour, 60 + i));
        }
        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(events.size()));
    }

    private String event(String status, Instant hour, int minute) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.milepost.scaffold.completed",
                 "time": "%s", "datacontenttype": "application/json",
                 "data": {"task_id": "%s", "template_id": "%s", "status": "%s"}}
                """.formatted(UUID.randomUUID(), hour.plus(Duration.ofMinutes(minute)), UUID.randomUUID(), name, status);
    }

    /** What the audit has of its corrections. */
    List<String> noted(DataSource database) {
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
