package dev.milepost.policy.definitions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much damage a violation of a policy can do, from the least. */
public enum PolicySeverity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PolicySeverity of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
