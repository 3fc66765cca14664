package dev.milepost.delivery.correlation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;

/**
 * One change of a service of its own, from commit to incident, after another that has nothing to do with it.
 *
 * @param service unlike any other
 */
record ChangeScenario(String service) {

    String commit() {
        return "commit-" + service;
    }

    String deployment() {
        return "deployment-" + service;
    }

    String run() {
        return "run-" + service;
    }

    String pullRequest() {
        return "github.com/acme/" + service + "!42";
    }

    private String incident() {
        return "incident-" + service;
    }

    /** Sends it; only the commit and the build carry the correlation. */
    void send(String correlation) {
        var carried = "\"correlationid\": \"" + correlation + "\", ";
        var pullRequest = "\"repository\": \"github.com/acme/%s\", \"pr_id\": 42".formatted(service);
        var events = List.of(
                event("other-change", "10:00", "change.created", "", "\"commit_sha\": \"other\", \"parent_shas\": []"),
                event("other-deployment", "10:10", "deploy.completed", "", deployment("other", "other")),
                event(
                        "change",
                        "11:00",
                        "change.created",
                        carried,
                        "\"commit_sha\": \"%s\", \"parent_shas\": [\"other\"]".formatted(commit())),
                event("merge", "11:10", "change.merged", "", pullRequest + ", \"commits\": [\"" + commit() + "\"]"),
                event(
                        "build",
                        "11:20",
                        "build.completed",
                        carried,
                        "\"pipeline_run_id\": \"%s\", \"status\": \"success\", %s".formatted(run(), pullRequest)),
                event(
                        "deployment",
                        "11:30",
                        "deploy.completed",
                        "",
                        deployment(deployment(), commit()) + ", \"pipeline_run_id\": \"%s\"".formatted(run())),
                event(
                        "incident",
                        "11:40",
                        "incident.opened",
                        "",
                        "\"incident_id\": \"%s\", \"deployment_id\": \"%s\"".formatted(incident(), deployment())),
                event("recovery", "11:50", "incident.resolved", "", "\"incident_id\": \"%s\"".formatted(incident())));
        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(events.size()));
    }

    void awaitNumbers() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/api/v1/pipeline").then().body("lag_events", equalTo(0)));
    }

    /** In the order of their times; the correlation was opened today, long after. */
    List<String> expectedEvents(String correlation) {
        return List.of("change", "merge", "build", "deployment", "incident", "recovery", correlation);
    }

    List<String> expectedLinks(String correlation) {
        return List.of(
                "change %s -correlationid-> correlation %s".formatted(commit(), correlation),
                "build %s -correlationid-> correlation %s".formatted(run(), correlation),
                "build %s -pr_id-> pull_request %s".formatted(run(), pullRequest()),
                "pull_request %s -commits-> change %s".formatted(pullRequest(), commit()),
                "deployment %s -commit_sha-> change %s".formatted(deployment(), commit()),
                "deployment %s -pipeline_run_id-> build %s".formatted(deployment(), run()),
                "deployment %s -ancestry-> change %s".formatted(deployment(), commit()),
                "incident %s -deployment-> deployment %s".formatted(incident(), deployment()));
    }

    private static String deployment(String id, String commit) {
        return """
                "deployment_id": "%s", "environment": "production", "status": "success", "commit_sha": "%s\"""".formatted(id, commit);
    }

    private String event(String id, String time, String type, String attributes, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "com.company.%s", %s
                 "time": "2026-06-10T%s:00Z", "data": {"service_id": "%s", %s}}""".formatted(id, service, type, attributes, time, service, data);
    }
}
