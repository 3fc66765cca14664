package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A performance level of DORA's reports. */
enum Level {
    ELITE,
    HIGH,
    MEDIUM,
    LOW;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
