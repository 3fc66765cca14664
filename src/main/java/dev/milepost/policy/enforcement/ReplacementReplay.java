package dev.milepost.policy.enforcement;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.ReplacementCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Refuses versions of enforced policies that would have denied many more of the earlier requests. */
@ApplicationScoped
class ReplacementReplay implements ReplacementCheck {

    private final Function<String, List<EnforcementRule>> rules;
    private final ImpactSource impact;
    private final ModesConfig modes;
    private final PromotionConfig config;

    @Inject
    ReplacementReplay(EnforcementRepository rules, ImpactSource impact, ModesConfig modes, PromotionConfig config) {
        this(policy -> rules.findRules().getOrDefault(policy, List.of()), impact, modes, config);
    }

    /** @param rules the rules of a policy */
    ReplacementReplay(
            Function<String, List<EnforcementRule>> rules,
            ImpactSource impact,
            ModesConfig modes,
            PromotionConfig config) {
        this.rules = rules;
        this.impact = impact;
        this.modes = modes;
        this.config = config;
    }

    @Override
    public void check(Policy current, Policy next) {
        var own = rules.apply(current.name());
        for (var tier : Promotion.TIERS) {
            if (isEnforced(own, tier)) {
                check(current, next, tier);
            }
        }
    }

    private void check(Policy current, Policy next, String tier) {
        var now = impact.find(next, tier, config.days());
        double allowed = config.greatestBlockedShare() * now.evaluations();
        if (now.blocked() <= allowed) {
            return;
        }
        // What the current version blocks too is no reason to keep it.
        var before = impact.find(current, tier, config.days());
        if (now.blocked() - before.blocked() > allowed) {
            throw ProblemException.of(
                    ProblemType.POLICY_NOT_PROVEN,
                    String.format(
                            Locale.ROOT,
                            "Of %d requests for %s in %d days, version %s of policy '%s' would have blocked %d, and version %s"
                                    + " %d. At most %.1f %% more may be blocked. Send a reason to save it anyway.",
                            now.evaluations(),
                            tier,
                            config.days(),
                            next.version(),
                            next.name(),
                            now.blocked(),
                            current.version(),
                            before.blocked(),
                            100 * config.greatestBlockedShare()));
        }
    }

    /** Whether the policy may deny something in a tier. */
    private boolean isEnforced(List<EnforcementRule> own, String tier) {
        for (var rule : own) {
            if (rule.tiers().isEmpty() || rule.tiers().contains(tier)) {
                if (rule.mode() == Mode.ENFORCE) {
                    return true;
                } else if (rule.isForAll()) {
                    return false;
                }
            }
        }
        return modes.of(tier) == Mode.ENFORCE;
    }
}
