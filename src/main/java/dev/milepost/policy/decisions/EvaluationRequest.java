package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.text.Sha256;
import dev.milepost.policy.definitions.Hook;
import org.jspecify.annotations.Nullable;

/**
 * A request for a decision.
 *
 * @param service null before scaffolding
 * @param environment null if nothing is deployed
 * @param artifact a digest, an image with its digest, or a package URL
 * @param pullRequest unique only within the repository
 * @param input what policies may read beside what the service knows; a missing node if there is none
 * @param digest of the whole request
 */
record EvaluationRequest(
        Hook hook,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String commitSha,
        @Nullable String artifact,
        @Nullable String repository,
        @Nullable String pullRequest,
        @Nullable String pipelineRun,
        @Nullable String deployment,
        @Nullable String correlation,
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String task,
        JsonNode input,
        String digest) {

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:policies:evaluation",
            (ObjectNode) JsonSchemas.resource("/schemas/policies/evaluation.json"),
            "is not a known member");

    /** @throws ProblemException if it is invalid; with a pointer to each fault */
    static EvaluationRequest read(@Nullable JsonNode body) {
        var request = body == null ? JsonNodeFactory.instance.missingNode() : body;
        var faults = new FaultCollector();
        NullCharacterCheck.check(request, "", faults::add);
        if (request.isMissingNode()) {
            faults.add("", "is missing");
        } else {
            SCHEMA.validate(request, "", faults);
        }
        faults.throwAny(ProblemType.INVALID_EVALUATION);
        return new EvaluationRequest(
                Hook.find(request.path("hook").asText()).orElseThrow(),
                ServiceName.ofNullable(text(request, "service_id")),
                text(request, "environment"),
                text(request, "commit_sha"),
                text(request, "artifact"),
                text(request, "repository"),
                text(request, "pr_id"),
                text(request, "pipeline_run_id"),
                text(request, "deployment_id"),
                text(request, "correlation_id"),
                text(request, "template_id"),
                text(request, "template_version"),
                text(request, "task_id"),
                request.path("input"),
                Sha256.label(CanonicalJson.hash(request)));
    }

    /** The repository and the number, joined by an exclamation mark; null without a pull request. */
    @Nullable
    String pullRequestKey() {
        return pullRequest == null ? null : repository + "!" + pullRequest;
    }

    private static @Nullable String text(JsonNode object, String name) {
        return object.has(name) ? object.path(name).asText() : null;
    }
}
