package dev.milepost.policy.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a policy must have shown before it is enforced without a reason. */
@ConfigMapping(prefix = "milepost.policies.promotion")
interface PromotionConfig {

    /** How many days of requests are evaluated again. More take longer. */
    @WithDefault("7")
    int days();

    /** The least number of requests to which it applies. */
    @WithDefault("20")
    int leastEvaluations();

    /** The greatest share of them that would have been denied, 0 to 1. */
    @WithDefault("0.05")
    double greatestBlockedShare();
}
