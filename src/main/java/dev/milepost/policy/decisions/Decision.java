package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.engines.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision.
 *
 * @param origin {@code milepost}, or {@code opa} if it was received in the log of another OPA
 * @param about what was asked about
 * @param caller who asked
 * @param warnings sentences about names in the request that nothing is known of
 * @param inputDigest the SHA-256 of the canonical input, {@code sha256:…}
 * @param input without secrets; null if it is not kept any more, or too large
 */
record Decision(
        UUID id,
        Instant decidedAt,
        String origin,
        Outcome decision,
        About about,
        String caller,
        List<PolicyResult> results,
        List<String> warnings,
        String inputDigest,
        @Nullable JsonNode input) {

    /** The length of a decision or a result without what can be long. */
    private static final long LENGTH = 1_000;

    static final String MILEPOST = "milepost";
    static final String OPA = "opa";

    Decision {
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
    }

    /**
     * What a decision is about. A text is null if it is unknown.
     *
     * @param tier the tier of the environment; {@code development} if a request names none
     * @param pullRequest repository and number, joined by an exclamation mark
     * @param team the team that owned the service
     */
    record About(
            @Nullable String hook,
            @Nullable String service,
            @Nullable String environment,
            @Nullable String tier,
            @Nullable String commitSha,
            @Nullable String artifact,
            @Nullable String repository,
            @Nullable String pullRequest,
            @Nullable String pipelineRun,
            @Nullable String deployment,
            @Nullable String correlation,
            @Nullable String template,
            @Nullable String task,
            @Nullable String team) {}

    /** The same decision without its input, which can be large. */
    Decision withoutInput() {
        return new Decision(id, decidedAt, origin, decision, about, caller, results, warnings, inputDigest, null);
    }

    /** About the length of a stored decision as JSON. */
    long length() {
        long violations = results.stream()
                .flatMap(result -> result.violations().stream())
                .mapToLong(Violation::length)
                .sum();
        return LENGTH * (1 + results.size()) + violations + (input == null ? 0 : StoredInput.length(input));
    }

    /** The strictest effect of all results. */
    static Outcome decide(List<PolicyResult> results) {
        return results.stream()
                .map(PolicyResult::effect)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.ALLOW);
    }
}
