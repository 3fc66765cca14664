package dev.milepost.delivery.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What an installation may decide about delivery. */
@ConfigMapping(prefix = "milepost.delivery")
public interface DeliveryConfig {

    /** How long before an incident a deployment may have finished and still be blamed by rule {@code window}. */
    @WithDefault("24h")
    Duration blameWindow();

    /** How many services one transaction of recomputation takes. */
    @WithDefault("200")
    int servicesAtOnce();

    TierNames tiers();

    /** The names of environments by tier: a name stands for itself and for what begins with it and - _ / or a digit. */
    interface TierNames {

        @WithDefault("production,prod,prd,live")
        List<String> production();

        @WithDefault("staging,stage,stg,preprod,preproduction,uat")
        List<String> staging();

        @WithDefault("testing,test,qa,integration,int")
        List<String> testing();

        @WithDefault("development,dev,develop,local,sandbox")
        List<String> development();
    }
}
