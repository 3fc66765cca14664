package dev.milepost.events.vendors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of PagerDuty's webhooks. */
@ConfigMapping(prefix = "milepost.webhooks.pagerduty")
public interface PagerDutyConfig {

    /** The accepted signing secrets. Without one, all deliveries are rejected. */
    Optional<List<String>> secrets();

    /** Milepost's services by the ids of PagerDuty services that are not in the catalog. */
    Map<String, String> services();

    /** The environments of PagerDuty services by their ids. The default is production. */
    Map<String, String> environments();

    /**
     * Whether a PagerDuty service that is neither in the catalog nor in the configuration becomes a service named after
     * PagerDuty's id.
     */
    @WithDefault("true")
    boolean acceptUnlisted();
}
