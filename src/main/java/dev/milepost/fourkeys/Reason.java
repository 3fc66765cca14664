package dev.milepost.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why there is no value. */
enum Reason {
    NO_DEPLOYMENTS,
    NO_CHANGES,
    NO_RESOLVED_INCIDENTS;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
