package dev.milepost.policy.waivers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.policy.definitions.ArtifactDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request for a waiver.
 *
 * @param environment in lower case; null for all
 * @param artifactDigest {@code sha256:…}; null for all
 */
record WaiverRequest(
        String service,
        @Nullable String environment,
        @Nullable String artifactDigest,
        String reason,
        String ticket,
        Instant expiresAt) {

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:policies:waiver",
            (ObjectNode) JsonSchemas.resource("/schemas/policies/waiver.json"),
            "is not a known member");

    /**
     * Checks all of a request that needs no policy.
     *
     * @throws ProblemException if it is invalid; with a pointer to each fault
     */
    static JsonNode checked(@Nullable JsonNode body) {
        var faults = new FaultCollector();
        if (body == null) {
            faults.add("", "is missing");
            throw faults.problem(ProblemType.INVALID_WAIVER);
        }
        NullCharacterCheck.check(body, "", faults::add);
        SCHEMA.validate(body, "", faults);
        faults.throwAny(ProblemType.INVALID_WAIVER);
        return body;
    }

    /**
     * Reads a request.
     *
     * @param longest the longest time that the waiver may last
     * @throws ProblemException if it is invalid; with a pointer to each fault
     */
    static WaiverRequest read(@Nullable JsonNode request, Instant now, Duration longest) {
        var body = checked(request);
        var faults = new FaultCollector();
        var end = Rfc3339.parse(body.path("expires_at").asText());
        if (end.isEmpty()) {
            faults.add("/expires_at", "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z");
        } else if (!end.get().isAfter(now)) {
            faults.add("/expires_at", "must be in the future");
        } else if (end.get().isAfter(now.plus(longest))) {
            faults.add(
                    "/expires_at",
                    "must be at most %d days from now, the limit for the severity of the policy"
                            .formatted(longest.toDays()));
        }
        var digest = ArtifactDigest.find(body.path("artifact").asText(""));
        if (body.has("artifact") && digest.isEmpty()) {
            faults.add("/artifact", "must have a digest, sha256: and 64 hexadecimal digits");
        }
        faults.throwAny(ProblemType.INVALID_WAIVER);
        return new WaiverRequest(
                ServiceName.of(body.path("service_id").asText()),
                body.has("environment") ? body.path("environment").asText().toLowerCase(Locale.ROOT) : null,
                digest.orElse(null),
                body.path("reason").asText(),
                body.path("ticket").asText(),
                end.orElseThrow().truncatedTo(ChronoUnit.MICROS));
    }
}
