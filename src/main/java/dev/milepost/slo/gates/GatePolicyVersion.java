package dev.milepost.slo.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the policy.
 *
 * @param version 0 where it is the one that the service brings along, which nobody is the author of
 * @param document as it was said
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
