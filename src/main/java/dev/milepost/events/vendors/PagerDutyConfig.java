package dev.milepost.events.vendors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an installation may decide about PagerDuty's webhooks. */
@ConfigMapping(prefix = "milepost.webhooks.pagerduty")
public interface PagerDutyConfig {

    /** Any of which a delivery may be signed with; without one nothing is taken. */
    Optional<List<String>> secrets();

    /** The services of PagerDuty that the catalog does not have: Milepost's service by PagerDuty's id. */
    Map<String, String> services();

    /** The environments of services of PagerDuty by their ids, where it is not production. */
    Map<String, String> environments();

    /** Whether a service that neither catalog nor configuration know is one by PagerDuty's id. */
    @WithDefault("true")
    boolean acceptUnlisted();
}
