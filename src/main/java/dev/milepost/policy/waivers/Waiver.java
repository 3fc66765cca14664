package dev.milepost.policy.waivers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiver of a policy.
 *
 * @param environment in lower case; null for all environments
 * @param artifactDigest {@code sha256:…}; null for all artifacts
 * @param emergencyBy the first of the two admins who approved in an emergency; null if nobody did
 * @param approvedBy who approved it; null while nobody has
 */
public record Waiver(
        UUID id,
        String policy,
        @JsonProperty("service_id") String service,
        @Nullable String environment,
        @Nullable String artifactDigest,
        State state,
        String reason,
        String ticket,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String emergencyBy,
        @Nullable Instant emergencyAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt) {

    /** The state of a waiver. Only an active one waives. */
    public enum State {
        REQUESTED,
        ACTIVE,
        EXPIRED,
        REVOKED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whether its scope includes a deployment.
     *
     * @param atEnvironment empty if nothing is deployed
     * @param digest null if the artifact's digest is unknown
     */
    public boolean covers(String atEnvironment, @Nullable String digest) {
        return (environment == null || environment.equals(atEnvironment.toLowerCase(Locale.ROOT)))
                && (artifactDigest == null || artifactDigest.equals(digest));
    }
}
