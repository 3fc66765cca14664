package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The reason why a metric has no value. */
enum NoDataReason {
    NO_DEPLOYMENTS,
    NO_CHANGES,
    NO_RESOLVED_INCIDENTS;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
