package dev.milepost.catalog.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters; only an {@code error} should block. */
public enum Severity {
    OFF,
    INFO,
    WARNING,
    ERROR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
