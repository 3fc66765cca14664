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

    /** The urgencies whose incidents are counted, such as {@code high}. Without one, all are. */
    Optional<List<String>> urgencies();

    /**
     * The names of the priorities whose incidents are counted, such as {@code P1}; {@code none} are the incidents
     * without one. Without a name, all are. An incident counts from its opening on once it has such a priority.
     */
    Optional<List<String>> priorities();

    /** The ids of the PagerDuty services whose incidents are counted. Without one, all are. */
    Optional<List<String>> onlyServices();

    /**
     * Whether a PagerDuty service that is neither in the catalog nor in the configuration becomes a service named after
     * PagerDuty's id.
     */
    @WithDefault("true")
    boolean acceptUnlisted();
}
