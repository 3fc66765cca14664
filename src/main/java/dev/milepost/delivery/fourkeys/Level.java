package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well, in the words of the yearly reports. */
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
