package dev.milepost.catalog.ownership;

import dev.milepost.platform.collections.Copies;
import java.time.Instant;
import java.util.Map;

/**
 * CDI event: the history of services has changed, for each service from a moment on. It is fired inside the transaction
 * that makes the change, so that an observer can request the recomputation of the services' facts in the same
 * transaction.
 */
public record ServiceHistoryChanged(Map<String, Instant> sinceByService) {

    public ServiceHistoryChanged {
        sinceByService = Copies.map(sinceByService);
    }
}
