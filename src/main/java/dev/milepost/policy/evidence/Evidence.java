package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evidence about a service, a commit or an artifact.
 *
 * @param id a UUID
 * @param kind such as {@code sarif}, {@code cyclonedx} or {@code custom/load-test}
 * @param service the service's name; empty if the evidence is about an artifact of which no service is known
 * @param commitSha 40 or 64 hexadecimal digits; null if it is about no certain commit
 * @param artifactDigest such as {@code sha256:…}; null if it is about no certain artifact
 * @param producedAt the time that the document states, else when it was received
 * @param verified whether a registered key, or a trusted certificate, verified its signature
 * @param signer who signed it: the name of the key or the identity of the certificate; null unless verified
 * @param digest the SHA-256 of the document, as {@code sha256:…}
 * @param facts the facts that were read from the document, in the shape of their kind; see docs/policies-evidence.md
 */
public record Evidence(
        String id,
        String kind,
        String service,
        @Nullable String commitSha,
        @Nullable String artifactDigest,
        Instant producedAt,
        Instant receivedAt,
        boolean verified,
        @Nullable String signer,
        String digest,
        JsonNode facts) {

    /** The same evidence with other facts. */
    Evidence with(JsonNode changed) {
        return new Evidence(
                id,
                kind,
                service,
                commitSha,
                artifactDigest,
                producedAt,
                receivedAt,
                verified,
                signer,
                digest,
                changed);
    }
}
