package dev.milepost.policy.evidence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as it is listed, without its facts.
 *
 * @param tool what made the document; empty if it does not say
 * @param service empty if it is about an artifact or commit of which no service is known
 * @param source empty if the sender did not state it
 * @param key the name of the key that verified it; null unless verified
 * @param bytes the size of the document
 * @param sentBy the name of the caller who sent it
 * @param documentKept whether the document itself can still be read
 */
record StoredEvidence(
        UUID id,
        String kind,
        String tool,
        String service,
        @Nullable String commitSha,
        @Nullable String artifactDigest,
        String source,
        Instant producedAt,
        Instant receivedAt,
        boolean verified,
        @Nullable String signer,
        @Nullable String key,
        String digest,
        long bytes,
        String sentBy,
        boolean documentKept) {}
