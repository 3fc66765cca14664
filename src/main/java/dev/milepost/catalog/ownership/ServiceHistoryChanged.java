package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of services has changed, from a moment of each on. Announced within the transaction that changes it, so
 * that who has put the services' facts in order by it can do so anew.
 */
public record ServiceHistoryChanged(Map<String, Instant> sinceByService) {

    public ServiceHistoryChanged {
        sinceByService = Map.copyOf(sinceByService);
    }
}
