package dev.milepost.policy.engines;

import dev.milepost.policy.definitions.Policy.EvidenceNeed;
import dev.milepost.policy.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the evidence that a policy needs is there and fresh. */
final class NeededEvidence {

    private NeededEvidence() {}

    static EngineResult check(List<EvidenceNeed> needs, EngineInput input) {
        return EngineResult.all(needs.stream()
                .map(need -> check(need, input.evidence(need.kind()), input.now()))
                .toList());
    }

    private static EngineResult check(EvidenceNeed need, List<Evidence> found, Instant now) {
        var usable = found.stream()
                .filter(evidence -> !need.verified() || evidence.verified())
                .toList();
        if (usable.isEmpty()) {
            return missing(
                    need.kind(),
                    found.isEmpty()
                            ? "There is no evidence of kind %s.".formatted(need.kind())
                            : "The evidence of kind %s has no verified signature.".formatted(need.kind()));
        }
        var newest = usable.get(0);
        return isFresh(newest, need.maxAgeDays(), now)
                ? EngineResult.PASS
                : new EngineResult(
                        Status.STALE_EVIDENCE,
                        List.of(new Violation(
                                null,
                                "The newest evidence of kind %s is of %s, which is older than %d days."
                                        .formatted(need.kind(), time(newest), need.maxAgeDays()),
                                "/evidence/" + need.kind().replace("/", "~1"),
                                "Send it again: POST /api/v1/evidence.",
                                null)));
    }

    static EngineResult missing(String kind, String message) {
        return new EngineResult(
                Status.MISSING_EVIDENCE,
                List.of(new Violation(
                        null,
                        message,
                        "/evidence/" + kind.replace("/", "~1"),
                        "Send it: POST /api/v1/evidence.",
                        null)));
    }

    static boolean isFresh(Evidence evidence, @Nullable Integer maxAgeDays, Instant now) {
        return maxAgeDays == null || !time(evidence).isBefore(now.minus(Duration.ofDays(maxAgeDays)));
    }

    /** A document that states a later time than that of its arrival would stay fresh for too long. */
    private static Instant time(Evidence evidence) {
        return evidence.producedAt().isAfter(evidence.receivedAt()) ? evidence.receivedAt() : evidence.producedAt();
    }
}
