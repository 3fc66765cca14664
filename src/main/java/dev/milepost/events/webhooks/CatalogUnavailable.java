package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/** The catalog query that maps a delivery to services failed. */
final class CatalogUnavailable extends ProblemException {

    private static final long serialVersionUID = 1L;

    CatalogUnavailable(Throwable cause) {
        super(
                ProblemType.CATALOG_AWAY,
                "The services of the delivery could not be looked up. Send the delivery again.");
        initCause(cause);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "5");
    }
}
