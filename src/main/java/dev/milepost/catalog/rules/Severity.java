package dev.milepost.catalog.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Severity of a finding. Only an {@code error} is blocking. */
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
