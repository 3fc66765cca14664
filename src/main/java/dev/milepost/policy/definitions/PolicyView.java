package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy in answers, with the version that applies.
 *
 * @param number counts the versions of the policy from 1
 * @param retired null while the policy is evaluated
 */
record PolicyView(
        String name,
        int number,
        String version,
        String digest,
        String author,
        Instant createdAt,
        @Nullable Retirement retired,
        JsonNode document) {

    /** Since when a policy is not evaluated any more. */
    record Retirement(Instant at, String by, String reason) {}

    static PolicyView of(PolicyEntity policy, PolicyVersionEntity version) {
        var at = policy.retiredAt;
        var by = policy.retiredBy;
        var reason = policy.retiredReason;
        return new PolicyView(
                policy.name,
                version.number,
                version.version,
                version.digest,
                version.author,
                version.createdAt,
                at == null || by == null || reason == null ? null : new Retirement(at, by, reason),
                version.json());
    }
}
