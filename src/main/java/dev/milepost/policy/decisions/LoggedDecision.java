package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.text.Sha256;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.definitions.Hook;
import dev.milepost.policy.engines.OpaResults;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts decisions to and from the form of OPA's decision logs.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/management-decision-logs">Decision logs</a>
 */
final class LoggedDecision {

    private static final int LONGEST = 512;
    private static final int LONGEST_PATH = 300;

    private LoggedDecision() {}

    /** An entry of a log cannot be stored. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Reads an entry that another OPA sent.
     *
     * @param tierOf returns the tier of an environment
     * @param latest the latest time that a decision may have
     */
    static Decision read(JsonNode entry, String caller, UnaryOperator<String> tierOf, Instant latest) throws Refused {
        var faults = new FaultCollector();
        NullCharacterCheck.check(entry, "", faults::add);
        if (!faults.isEmpty()) {
            throw new Refused(FaultCollector.detail(faults.all()));
        }
        var id = text(entry.path("decision_id"), LONGEST);
        var path = text(entry.path("path"), LONGEST_PATH);
        if (id == null || path == null) {
            throw new Refused("decision_id and path must be texts of at most %d and %d characters"
                    .formatted(LONGEST, LONGEST_PATH));
        }
        var at = Rfc3339.parse(entry.path("timestamp").asText(""))
                .map(time -> time.truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(() -> new Refused("timestamp must be an RFC 3339 time"));
        if (at.isAfter(latest)) {
            throw new Refused("timestamp must not be in the future");
        }
        var result = PolicyResult.logged(path, version(entry.path("bundles")), OpaResults.read(entry.path("result")));
        var input = entry.path("input");
        return new Decision(
                uuid(id),
                at,
                Decision.OPA,
                result.effect(),
                about(input, entry.path("labels"), tierOf),
                caller,
                List.of(result),
                List.of(),
                Sha256.label(CanonicalJson.hash(input.isMissingNode() ? JsonNodeFactory.instance.nullNode() : input)),
                input.isMissingNode() ? null : input);
    }

    private static About about(JsonNode input, JsonNode labels, UnaryOperator<String> tierOf) {
        var environment = either("environment", input, labels);
        var hook = either("hook", input, labels);
        var repository = either("repository", input, labels);
        var number = input.path("pr_id").isValueNode() ? input.path("pr_id").asText("") : "";
        var service = either("service_id", input, labels);
        return new About(
                hook == null ? null : Hook.find(hook).map(Hook::wireName).orElse(null),
                ServiceName.ofNullable(service == null ? either("service", input, labels) : service),
                environment,
                environment == null ? null : tierOf.apply(environment),
                either("commit_sha", input, labels),
                either("artifact", input, labels),
                repository,
                pullRequest(repository, number),
                either("pipeline_run_id", input, labels),
                either("deployment_id", input, labels),
                either("correlation_id", input, labels),
                either("template_id", input, labels),
                either("task_id", input, labels),
                null);
    }

    /** Null also if the key is longer than an index allows. */
    private static @Nullable String pullRequest(@Nullable String repository, String number) {
        return repository == null || number.isEmpty() || repository.length() + number.length() > LONGEST
                ? null
                : repository + "!" + number;
    }

    private static @Nullable String either(String name, JsonNode input, JsonNode labels) {
        var found = text(input.path(name), LONGEST);
        return found == null ? text(labels.path(name), LONGEST) : found;
    }

    private static @Nullable String text(JsonNode value, int longest) {
        return value.isTextual()
                        && !value.textValue().isEmpty()
                        && value.textValue().length() <= longest
                ? value.textValue()
                : null;
    }

    /** The revision of the first bundle. */
    private static String version(JsonNode bundles) {
        for (var bundle : bundles) {
            var revision = text(bundle.path("revision"), LONGEST);
            if (revision != null) {
                return revision;
            }
        }
        return "unknown";
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return EventIdentity.of("opa", id);
        }
    }

    /** Writes a decision as OPA logs one. */
    static ObjectNode write(Decision decision) {
        var entry = JsonNodeFactory.instance.objectNode();
        var labels = entry.putObject("labels").put("app", "milepost").put("origin", decision.origin());
        var about = decision.about();
        put(labels, "service_id", about.service());
        put(labels, "environment", about.environment());
        put(labels, "hook", about.hook());
        entry.put("decision_id", decision.id().toString())
                .put("path", path(decision))
                .put("timestamp", decision.decidedAt().toString())
                .put("requested_by", decision.caller());
        if (decision.input() != null) {
            entry.set("input", decision.input());
        }
        var result =
                entry.putObject("result").put("decision", decision.decision().wireName());
        var policies = result.putArray("results");
        for (var one : decision.results()) {
            var policy = policies.addObject()
                    .put("policy", one.policy())
                    .put("version", one.version())
                    .put("status", one.status().wireName())
                    .put("mode", one.mode().wireName());
            var violations = policy.putArray("violations");
            one.violations().forEach(violation -> violations.add(violation.message()));
        }
        return entry;
    }

    private static String path(Decision decision) {
        return decision.origin().equals(Decision.OPA) && !decision.results().isEmpty()
                ? decision.results().get(0).policy()
                : "milepost/policies/evaluate";
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
