package dev.milepost.policy.decisions;

import dev.milepost.policy.decisions.ApplyingPolicies.ApplyingPolicy;
import dev.milepost.policy.evidence.FoundEvidence;
import java.util.Collection;
import java.util.List;

/**
 * The evidence whose facts an evaluation reads. An input that can be kept has all, so that other policies can be evaluated
 * over it later. A larger one has what its policies read.
 *
 * @param canBeKept whether the input can be small enough to be kept
 */
record EvidenceToRead(List<FoundEvidence> evidence, boolean canBeKept) {

    /** A larger input is not kept, in characters. */
    static final int LARGEST_INPUT = 1 << 20;

    EvidenceToRead {
        evidence = List.copyOf(evidence);
    }

    /** @param keepsInputs whether inputs are kept at all */
    static EvidenceToRead of(List<FoundEvidence> found, Collection<ApplyingPolicy> policies, boolean keepsInputs) {
        if (keepsInputs && FoundEvidence.characters(found) <= LARGEST_INPUT) {
            return new EvidenceToRead(found, true);
        }
        var hasFindings = found.stream().anyMatch(one -> one.hasFindings() && isRead(one, policies));
        return new EvidenceToRead(
                found.stream()
                        .filter(one -> isRead(one, policies) || hasFindings && one.suppresses())
                        .toList(),
                false);
    }

    private static boolean isRead(FoundEvidence evidence, Collection<ApplyingPolicy> policies) {
        return policies.stream().anyMatch(policy -> policy.reads(evidence.kind()));
    }
}
