package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Shorten;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.engines.Status;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Converts a decision to the golden event {@code policy.evaluated}, which stands in the correlation of the change. */
final class DecisionEvent {

    private static final URI SOURCE = URI.create("milepost/policies");
    private static final int MOST_VIOLATIONS = 50;
    private static final int LONGEST_MESSAGE = 300;
    private static final int LONGEST_NAME = 500;
    private static final double NANOS = 1e9;

    private DecisionEvent() {}

    /** @param nanos how long the evaluation took */
    static CloudEvent of(Decision decision, long nanos) {
        var event = CloudEventBuilder.v1()
                .withId(decision.id().toString())
                .withSource(SOURCE)
                .withType("dev.milepost.policy.evaluated")
                .withTime(decision.decidedAt().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data(decision, nanos)));
        var correlation = decision.about().correlation();
        if (correlation != null) {
            event.withExtension("correlationid", correlation);
        }
        return event.build();
    }

    private static ObjectNode data(Decision decision, long nanos) {
        var about = decision.about();
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("decision_id", decision.id().toString())
                .put("decision", decision.decision().wireName())
                .put("enforcement", strictest(decision).wireName())
                .put("duration_seconds", nanos / NANOS)
                .put("errors", errors(decision));
        put(data, "hook", about.hook());
        put(data, "service_id", about.service());
        put(data, "environment", about.environment());
        put(data, "commit_sha", about.commitSha());
        put(data, "artifact", about.artifact());
        put(data, "repository", about.repository());
        put(data, "pr_id", number(about.pullRequest()));
        put(data, "pipeline_run_id", about.pipelineRun());
        put(data, "deployment_id", about.deployment());
        put(data, "template_id", about.template());
        put(data, "initiator", Shorten.to(LONGEST_NAME, decision.caller()));
        var violations = data.putArray("violations");
        for (var result : decision.results()) {
            if (result.status() != Status.PASS && result.status() != Status.SKIPPED) {
                result.violations().stream()
                        .limit(MOST_VIOLATIONS - violations.size())
                        .forEach(violation -> violations
                                .addObject()
                                .put("policy", result.policy())
                                .put("version", result.version())
                                .put("status", result.status().wireName())
                                .put("message", Shorten.to(LONGEST_MESSAGE, violation.message())));
            }
        }
        return data;
    }

    /** The strictest mode of all policies. The event knows no shadow, which changes nothing, as off does. */
    private static Mode strictest(Decision decision) {
        return decision.results().stream()
                .map(PolicyResult::mode)
                .filter(mode -> mode != Mode.SHADOW)
                .max(Comparator.naturalOrder())
                .orElse(Mode.OFF);
    }

    private static long errors(Decision decision) {
        return decision.results().stream()
                .filter(result -> result.status() == Status.ERROR)
                .count();
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static @Nullable String number(@Nullable String pullRequest) {
        return pullRequest == null ? null : pullRequest.substring(pullRequest.lastIndexOf('!') + 1);
    }
}
