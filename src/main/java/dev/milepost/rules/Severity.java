package dev.milepost.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters; only an {@code error} should block. */
public enum Severity {
    OFF,
    INFO,
    WARNING,
    ERROR;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
