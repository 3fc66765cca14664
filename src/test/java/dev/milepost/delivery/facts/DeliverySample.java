package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events of one service. */
record DeliverySample(EventReader reader, String service) {

    GoldenEvent change(String commit, Instant at) {
        return event("change.created", at, "\"commit_sha\": \"%s\"".formatted(commit));
    }

    GoldenEvent change(String commit, List<String> parents, Instant at) {
        return event("change.created", at, """
                "commit_sha": "%s", "parent_shas": [%s]
                """.formatted(
                        commit, parents.stream().map("\"%s\""::formatted).collect(Collectors.joining(","))));
    }

    GoldenEvent deployment(String id, String environment, String commit, Instant at) {
        return event("deploy.completed", at, """
                "deployment_id": "%s", "environment": "%s", "status": "success", "commit_sha": "%s"
                """.formatted(id, environment, commit));
    }

    /** @param commits all that it delivers */
    GoldenEvent deployment(String id, String environment, List<String> commits, Instant at) {
        return event("deploy.completed", at, """
                "deployment_id": "%s", "environment": "%s", "status": "success", "commits": [%s]
                """.formatted(
                id, environment, commits.stream().map("\"%s\""::formatted).collect(Collectors.joining(","))));
    }

    GoldenEvent incident(String id, Instant at) {
        return event("incident.opened", at, "\"incident_id\": \"%s\"".formatted(id));
    }

    private GoldenEvent event(String type, Instant at, String data) {
        return reader.read(
                CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(URI.create("https://ci.example/" + service))
                        .withType("com.company." + type)
                        .withTime(at.atOffset(ZoneOffset.UTC))
                        .withData(
                                "application/json",
                                "{\"service_id\": \"%s\", %s}"
                                        .formatted(service, data)
                                        .getBytes(StandardCharsets.UTF_8))
                        .build(),
                at);
    }
}
