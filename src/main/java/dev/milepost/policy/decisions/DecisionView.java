package dev.milepost.policy.decisions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.decisions.Decision.About;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision in answers.
 *
 * @param prId null without a pull request
 * @param summaryMarkdown for a pull request or the page of a job
 * @param input absent in lists
 */
record DecisionView(
        Outcome decision,
        UUID decisionId,
        Instant decidedAt,
        String origin,
        @Nullable String hook,
        @Nullable String serviceId,
        @Nullable String environment,
        @Nullable String environmentTier,
        @Nullable String commitSha,
        @Nullable String artifact,
        @Nullable String repository,
        @Nullable String prId,
        @Nullable String pipelineRunId,
        @Nullable String deploymentId,
        @Nullable String correlationId,
        @Nullable String templateId,
        @Nullable String taskId,
        String caller,
        List<PolicyResult> results,
        List<String> warnings,
        String inputDigest,
        String summaryMarkdown,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode input) {

    static DecisionView of(Decision decision) {
        return of(decision, null);
    }

    static DecisionView withInput(Decision decision) {
        return of(decision, decision.input());
    }

    private static DecisionView of(Decision decision, @Nullable JsonNode input) {
        var about = decision.about();
        return new DecisionView(
                decision.decision(),
                decision.id(),
                decision.decidedAt(),
                decision.origin(),
                about.hook(),
                about.service(),
                about.environment(),
                about.tier(),
                about.commitSha(),
                about.artifact(),
                about.repository(),
                number(about),
                about.pipelineRun(),
                about.deployment(),
                about.correlation(),
                about.template(),
                about.task(),
                decision.caller(),
                decision.results(),
                decision.warnings(),
                decision.inputDigest(),
                Summary.of(decision),
                input);
    }

    private static @Nullable String number(About about) {
        var key = about.pullRequest();
        return key == null ? null : key.substring(key.lastIndexOf('!') + 1);
    }
}
