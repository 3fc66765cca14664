package dev.milepost.slo.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the policy.
 *
 * @param version 0 for the built-in policy, which has no author
 * @param document the document as it was sent
 */
record GatePolicyVersion(
        int version,
        @Nullable String author,
        @Nullable Instant createdAt,
        @JsonProperty("policy") JsonNode document) {

    GatePolicy policy() {
        return GatePolicy.of(document);
    }
}
