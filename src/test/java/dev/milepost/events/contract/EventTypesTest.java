package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException.Fault;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventTypesTest {

    private static final EventTypes TYPES = new EventTypes();

    static Iterable<EventType> types() {
        return TYPES.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void acceptsExamplesAndUnknownFields(EventType type) {
        var examples = type.document().path("examples");

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(type.validate(example, null)).isEmpty();
            assertThat(type.validate(((ObjectNode) example.deepCopy()).put("unheard_of", 1), null))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void requiresFieldsAndTreatsNullAsAbsent(EventType type) {
        var example = (ObjectNode) type.document().path("examples").get(0);
        for (var field : type.required()) {
            assertThat(type.validate(example.deepCopy().putNull(field), null))
                    .containsExactly(new Fault("/data/" + field, "is required"));
        }
        for (var field : type.document().path("properties").properties()) {
            if (!type.required().contains(field.getKey())) {
                assertThat(type.validate(example.deepCopy().putNull(field.getKey()), null))
                        .isEmpty();
            }
        }
    }

    /** The required fields of the contract's table. */
    @Test
    void agreesWithRequiredFieldsOfContract() {
        var incident = Set.of("incident_id", "service_id");
        var upgrade = Set.of("service_id", "template_id", "template_version");
        var expected = Map.ofEntries(
                Map.entry("change.created", Set.of("commit_sha", "service_id")),
                Map.entry("change.merged", Set.of("pr_id", "repository", "service_id")),
                Map.entry("build.started", Set.of("pipeline_run_id", "service_id")),
                Map.entry("build.completed", Set.of("pipeline_run_id", "service_id", "status")),
                Map.entry("deploy.started", Set.of("deployment_id", "service_id", "environment")),
                Map.entry("deploy.completed", Set.of("deployment_id", "service_id", "environment", "status")),
                Map.entry("incident.opened", incident),
                Map.entry("incident.resolved", incident),
                Map.entry("incident.reopened", incident),
                Map.entry("scaffold.started", Set.of("task_id", "template_id")),
                Map.entry("scaffold.completed", Set.of("task_id", "template_id", "status")),
                Map.entry("upgrade.offered", upgrade),
                Map.entry("upgrade.opened", upgrade),
                Map.entry("upgrade.merged", upgrade),
                Map.entry("upgrade.declined", upgrade),
                Map.entry("upgrade.failed", upgrade),
                Map.entry("catalog.entity.updated", Set.of("entity_ref")),
                Map.entry("feedback.submitted", Set.of("rating")),
                Map.entry("probe.started", Set.of("probe", "target")),
                Map.entry("probe.completed", Set.of("probe", "target", "status")));

        assertThat(TYPES.all())
                .hasSize(31)
                .allSatisfy(type -> assertThat(type.required())
                        .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(type.name(), Set.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "feedback.submitted, '{\"rating\": 0}', /data/rating",
        "feedback.submitted, '{\"rating\": 6}', /data/rating",
        "feedback.submitted, '{\"rating\": 4.5}', /data/rating",
        "feedback.submitted, '{\"rating\": \"4\"}', /data/rating",
        "incident.opened, '{\"incident_id\": 7, \"service_id\": \"s\"}', /data/incident_id",
        "incident.opened, '{\"incident_id\": \"7\", \"service_id\": \"s\", \"cause\": \"moon\"}', /data/cause",
        "change.created, '{\"commit_sha\": \"a\", \"service_id\": \"s\", \"kind\": \"hotfix\"}', /data/kind",
        "change.created, '{\"commit_sha\": \"a\", \"service_id\": \"s\", \"pr_id\": 1.5}', /data/pr_id",
        "change.created, '{\"commit_sha\": \"a\", \"service_id\": \"s\", \"parent_shas\": \"b\"}', /data/parent_shas",
        "change.created, '{\"commit_sha\": \"a\", \"service_id\": \"s\", \"parent_shas\": [1]}', /data/parent_shas/0",
        "change.created, '{\"commit_sha\": \"a\", \"service_id\": \"s\", \"branch\": \"\"}', /data/branch"
    })
    void locatesError(String type, String data, String pointer) throws IOException {
        JsonNode json = EventJson.JSON.readTree(data);

        assertThat(TYPES.find(type).orElseThrow().validate(json, null))
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void limitsLengthOfKeyFields() {
        var type = TYPES.find("change.created").orElseThrow();
        var data = EventJson.JSON
                .createObjectNode()
                .put("commit_sha", "a".repeat(512))
                .put("service_id", "s");

        assertThat(type.validate(data, null)).isEmpty();
        assertThat(type.validate(data.put("commit_sha", "a".repeat(513)), null)).hasSize(1);
    }
}
