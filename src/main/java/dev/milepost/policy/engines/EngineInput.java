package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.definitions.PolicyExpressions;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.evidence.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What engines evaluate policies over: one for all policies of an evaluation. Used by one thread. */
public final class EngineInput {

    /** The steps of all expressions of one evaluation: about half a second. */
    private static final long MAX_STEPS = 25_000_000;

    /** About a tenth of a second. */
    static final long MAX_STEPS_OF_EXPRESSION = 5_000_000;

    private final Subject subject;
    private final Change change;
    private final List<Evidence> evidence;
    private final Instant now;
    private final ObjectNode json;
    private @Nullable Map<String, Object> variables;
    private long stepsLeft = MAX_STEPS;

    /**
     * What the evaluation is about, besides the service. A text that is unknown is empty.
     *
     * @param artifact a digest, an image with its digest, or a package URL
     * @param pullRequest the repository and the number, joined by an exclamation mark
     * @param request the {@code input} of the request; a missing node if it has none
     */
    public record Change(String commitSha, String artifact, String repository, String pullRequest, JsonNode request) {}

    /** @param evidence newest first */
    public EngineInput(Subject subject, Change change, List<Evidence> evidence, Instant now) {
        this.subject = subject;
        this.change = change;
        this.evidence = List.copyOf(evidence);
        this.now = now;
        this.json = json(subject, change, this.evidence);
    }

    /** The same input with evidence, for an evaluation that goes on. */
    public EngineInput with(List<Evidence> found) {
        var input = new EngineInput(subject, change, found, now);
        input.stepsLeft = stepsLeft;
        return input;
    }

    /**
     * Reads the input of an earlier evaluation, as {@link #json()} wrote it, to evaluate it again.
     *
     * @param at the time of that evaluation, by which the age of evidence is computed
     */
    public static EngineInput of(JsonNode json, Instant at) {
        var evidence = new ArrayList<Evidence>();
        var service = json.path("service").asText();
        json.path("evidence")
                .propertyStream()
                .forEach(kind -> kind.getValue().forEach(one -> evidence.add(evidence(kind.getKey(), service, one))));
        var change = new Change(
                json.path("commit_sha").asText(),
                json.path("artifact").asText(),
                json.path("repository").asText(),
                json.path("pull_request").asText(),
                json.path("input"));
        return new EngineInput(Subject.of(json), change, evidence, at);
    }

    private static Evidence evidence(String kind, String service, JsonNode json) {
        var producedAt = Instant.parse(json.path("produced_at").asText());
        return new Evidence(
                json.path("id").asText(),
                kind,
                service,
                text(json.path("commit_sha")),
                text(json.path("artifact_digest")),
                producedAt,
                producedAt,
                json.path("verified").asBoolean(),
                text(json.path("signer")),
                json.path("digest").asText(),
                json.path("facts"));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }

    public Subject subject() {
        return subject;
    }

    Change change() {
        return change;
    }

    /** The time of the evaluation. */
    public Instant now() {
        return now;
    }

    /** The digest that the artifact has or names. */
    Optional<String> artifactDigest() {
        return ArtifactDigest.find(change.artifact());
    }

    List<Evidence> evidence(String kind) {
        return evidence.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    /** The whole input as JSON, which is stored with the decision. Must not be changed. */
    public ObjectNode json() {
        return json;
    }

    /** The input of one policy: the whole input, the time by which ages are computed, and the policy's parameters. */
    ObjectNode json(JsonNode parameters) {
        var copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(json);
        copy.put("now", now.toString());
        copy.set("parameters", parameters);
        return copy;
    }

    /** The variables of expressions, without parameters. */
    Map<String, Object> variables() {
        var known = variables;
        if (known == null) {
            known = PolicyExpressions.variables(json);
            variables = known;
        }
        return known;
    }

    long stepsLeft() {
        return stepsLeft;
    }

    void takeSteps(long steps) {
        stepsLeft = Math.max(0, stepsLeft - steps);
    }

    private static ObjectNode json(Subject subject, Change change, List<Evidence> evidence) {
        var json = subject.toJson()
                .put("commit_sha", change.commitSha())
                .put("artifact", change.artifact())
                .put("repository", change.repository())
                .put("pull_request", change.pullRequest());
        json.set("input", change.request().isObject() ? change.request() : JsonNodeFactory.instance.objectNode());
        var byKind = new LinkedHashMap<String, List<Evidence>>();
        evidence.forEach(one ->
                byKind.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one));
        var kinds = json.putObject("evidence");
        byKind.forEach((kind, ofKind) -> {
            var list = kinds.putArray(kind);
            ofKind.forEach(one -> list.add(json(one)));
        });
        return json;
    }

    private static ObjectNode json(Evidence evidence) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", evidence.id())
                .put("digest", evidence.digest())
                .put("produced_at", evidence.producedAt().toString())
                .put("verified", evidence.verified())
                .put("signer", evidence.signer())
                .put("commit_sha", evidence.commitSha())
                .put("artifact_digest", evidence.artifactDigest());
        json.set("facts", evidence.facts());
        return json;
    }
}
