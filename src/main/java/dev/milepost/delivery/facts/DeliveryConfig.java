package dev.milepost.delivery.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Configuration of delivery. */
@ConfigMapping(prefix = "milepost.delivery")
public interface DeliveryConfig {

    /**
     * The attribution window: how long before an incident, rollback or hotfix a deployment may have finished so that it
     * still blames the deployment. A change recomputes all of the past.
     */
    @WithDefault("24h")
    Duration blameWindow();

    /** The maximum number of services in one recomputation transaction. */
    @WithDefault("200")
    int servicesAtOnce();

    TierNames tiers();

    /**
     * The names of environments by tier. A name with {@code *} or {@code ?} is a glob. Another name also matches
     * environments that begin with it, followed by {@code -}, {@code _}, {@code /} or a digit. A change recomputes all
     * of the past.
     */
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
