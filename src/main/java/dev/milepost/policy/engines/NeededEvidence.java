package dev.milepost.policy.engines;

import dev.milepost.policy.definitions.Policy.EvidenceNeed;
import dev.milepost.policy.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the evidence that a policy needs is there and fresh. */
final class NeededEvidence {

    private NeededEvidence() {}

    static EngineResult check(List<EvidenceNeed> needs, EngineInput input) {
        return EngineResult.all(needs.stream().map(need -> check(need, input)).toList());
    }

    private static EngineResult check(EvidenceNeed need, EngineInput input) {
        var tools = Patterns.inLowerCase(need.tools());
        var found = need.kinds().stream()
                .flatMap(kind -> input.evidence(kind).stream())
                .filter(evidence -> tools.isEmpty() || isBy(tools, evidence))
                .toList();
        var newest = found.stream()
                .filter(evidence -> !need.verified() || evidence.verified())
                .max(Comparator.comparing(NeededEvidence::time));
        var what = "evidence of kind " + String.join(" or ", need.kinds()) + (tools.isEmpty() ? "" : " by " + tools);
        if (newest.isEmpty()) {
            return missing(
                    need.kinds().get(0),
                    found.isEmpty()
                            ? "There is no %s.".formatted(what)
                            : "The %s has no verified signature.".formatted(what));
        }
        return isFresh(newest.get(), need.maxAgeDays(), input.now())
                ? EngineResult.PASS
                : new EngineResult(
                        Status.STALE_EVIDENCE,
                        List.of(new Violation(
                                null,
                                "The newest %s is of %s, which is older than %d days."
                                        .formatted(what, time(newest.get()), need.maxAgeDays()),
                                pointer(newest.get().kind()),
                                "Send it again: POST /api/v1/evidence.",
                                null)));
    }

    private static boolean isBy(Patterns tools, Evidence evidence) {
        return evidence.facts()
                .path("tools")
                .valueStream()
                .anyMatch(tool -> tools.match(tool.path("name").asText("").toLowerCase(Locale.ROOT)));
    }

    private static String pointer(String kind) {
        return "/evidence/" + kind.replace("/", "~1");
    }

    static EngineResult missing(String kind, String message) {
        return new EngineResult(
                Status.MISSING_EVIDENCE,
                List.of(new Violation(null, message, pointer(kind), "Send it: POST /api/v1/evidence.", null)));
    }

    static boolean isFresh(Evidence evidence, @Nullable Integer maxAgeDays, Instant now) {
        return maxAgeDays == null || !time(evidence).isBefore(now.minus(Duration.ofDays(maxAgeDays)));
    }

    /** A document that states a later time than that of its arrival would stay fresh for too long. */
    private static Instant time(Evidence evidence) {
        return evidence.producedAt().isAfter(evidence.receivedAt()) ? evidence.receivedAt() : evidence.producedAt();
    }
}
