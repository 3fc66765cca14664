package dev.milepost.events.golden;

import java.time.Instant;
import java.util.Map;

/** What is known of services, told to enrichment by the catalog. */
public interface ServiceDirectory {

    /**
     * What was known of a service at a moment: {@code team}, {@code system}, {@code domain}, {@code tier},
     * {@code risk}, {@code template}, {@code templateversion}; what is not known is absent.
     */
    Map<String, String> describe(String service, Instant at);
}
