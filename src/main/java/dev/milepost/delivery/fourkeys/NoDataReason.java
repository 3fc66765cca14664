package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why there is no value. */
enum NoDataReason {
    NO_DEPLOYMENTS,
    NO_CHANGES,
    NO_RESOLVED_INCIDENTS;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
