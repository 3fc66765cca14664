package dev.milepost.policy.signatures;

import java.time.Instant;
import java.util.List;

/**
 * A registered public key.
 *
 * @param publicKey in PEM
 * @param algorithm such as {@code ecdsa-p256}: the only one that it verifies
 * @param fingerprint the SHA-256 of the key in DER, as {@code sha256:…}
 * @param identity who signs with it; the signer of evidence that it verifies
 * @param services patterns of the services that it may sign for
 */
record EvidenceKey(
        String name,
        String publicKey,
        String algorithm,
        String fingerprint,
        String identity,
        List<String> services,
        String addedBy,
        Instant addedAt) {

    EvidenceKey {
        services = List.copyOf(services);
    }
}
