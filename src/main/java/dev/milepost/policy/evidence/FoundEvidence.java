package dev.milepost.policy.evidence;

import java.util.Collection;
import java.util.UUID;

/**
 * Evidence that was found and whose facts are not read yet.
 *
 * @param characters the length of its facts as JSON
 * @param heap the memory of its facts as a tree, in bytes
 */
public record FoundEvidence(UUID id, String kind, long characters, long heap) {

    /** Whether it has findings, which other evidence can suppress. */
    public boolean hasFindings() {
        return !VexSuppression.findings(kind).isEmpty();
    }

    /** Whether it can suppress findings of other evidence. */
    public boolean suppresses() {
        return VexSuppression.STATING.contains(kind);
    }

    public static long characters(Collection<FoundEvidence> found) {
        return found.stream().mapToLong(FoundEvidence::characters).sum();
    }
}
