package dev.milepost.policy.enforcement;

import dev.milepost.policy.definitions.Policy;

/** Finds what a policy would have blocked. The log of decisions implements it. */
public interface ImpactSource {

    /**
     * Evaluates a policy, which need not be saved, over the latest requests for a tier.
     *
     * @param days how far to look back
     */
    Figures find(Policy policy, String tier, int days);

    /**
     * What came of it.
     *
     * @param evaluations the requests to which the policy applies
     * @param blocked those that would have been denied
     */
    record Figures(int evaluations, int blocked) {}
}
