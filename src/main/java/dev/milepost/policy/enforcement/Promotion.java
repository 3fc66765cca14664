package dev.milepost.policy.enforcement;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.enforcement.ImpactSource.Figures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Refuses rules that enforce a policy where it was not enforced before, unless earlier requests show that few would be
 * blocked, or somebody says why.
 */
@ApplicationScoped
class Promotion {

    static final List<String> TIERS = List.of("production", "staging", "testing", "development", "other");

    private final ImpactSource impact;
    private final ModesConfig modes;
    private final PromotionConfig config;

    Promotion(ImpactSource impact, ModesConfig modes, PromotionConfig config) {
        this.impact = impact;
        this.modes = modes;
        this.config = config;
    }

    /**
     * @param policy the policy that is evaluated, asked for only if the rules enforce it more
     * @throws ProblemException with the figures, if the policy has not shown enough in a tier
     */
    void check(Supplier<Policy> policy, List<EnforcementRule> before, List<EnforcementRule> after) {
        for (var tier : TIERS) {
            if (promotes(before, after, tier)) {
                check(policy.get().name(), tier, impact.find(policy.get(), tier, config.days()));
            }
        }
    }

    private void check(String policy, String tier, Figures figures) {
        double share = figures.evaluations() == 0 ? 0 : (double) figures.blocked() / figures.evaluations();
        if (figures.evaluations() < config.leastEvaluations() || share > config.greatestBlockedShare()) {
            throw ProblemException.of(
                    ProblemType.POLICY_NOT_PROVEN,
                    String.format(
                            Locale.ROOT,
                            "Of %d requests for %s in %d days, policy '%s' would have blocked %d. At least %d requests are"
                                    + " needed, of which at most %.1f %% may be blocked. Send a reason to enforce it anyway.",
                            figures.evaluations(),
                            tier,
                            config.days(),
                            policy,
                            figures.blocked(),
                            config.leastEvaluations(),
                            100 * config.greatestBlockedShare()));
        }
    }

    /** Whether some service in a tier may be enforced that was not. */
    boolean promotes(List<EnforcementRule> before, List<EnforcementRule> after, String tier) {
        var old = inTier(before, tier);
        var now = inTier(after, tier);
        var enforcesMore = now.stream().anyMatch(rule -> rule.mode() == Mode.ENFORCE && !old.contains(rule));
        var endsExemption = old.stream()
                .filter(rule -> rule.mode() != Mode.ENFORCE)
                .anyMatch(exempt -> now.stream().noneMatch(rule -> rule.mode() != Mode.ENFORCE && rule.covers(exempt)));
        return enforcesMore && general(old, tier) != Mode.ENFORCE
                || enforcesMore && old.stream().anyMatch(rule -> rule.mode() != Mode.ENFORCE)
                || endsExemption && general(now, tier) == Mode.ENFORCE;
    }

    private static List<EnforcementRule> inTier(List<EnforcementRule> rules, String tier) {
        return rules.stream()
                .filter(rule -> rule.tiers().isEmpty() || rule.tiers().contains(tier))
                .toList();
    }

    /** The mode of a service that no selective rule names. */
    private Mode general(List<EnforcementRule> rules, String tier) {
        return rules.stream()
                .filter(EnforcementRule::isForAll)
                .map(EnforcementRule::mode)
                .findFirst()
                .orElse(modes.of(tier));
    }
}
