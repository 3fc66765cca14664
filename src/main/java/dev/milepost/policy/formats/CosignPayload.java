package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Reads what cosign signs of an image.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md">cosign's signature specification</a>
 */
final class CosignPayload {

    private CosignPayload() {}

    static ReadEvidence read(JsonNode payload) {
        var critical = payload.path("critical");
        var digest = ArtifactDigest.parse(
                        critical.path("image").path("docker-manifest-digest").asText())
                .orElseThrow(() -> Facts.invalid(
                        "/critical/image/docker-manifest-digest", "must be sha256: and 64 hexadecimal digits"));
        var facts = Facts.object();
        var reference = Facts.text(
                Facts.IDENTIFIER,
                critical.path("identity").path("docker-reference").asText());
        facts.put("reference", reference);
        return ReadEvidence.of(EvidenceKind.SIGNATURE, reference, null, facts).withArtifacts(Set.of(digest));
    }
}
