package dev.milepost.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What becomes of a release, from the mildest. */
enum Decision {
    @JsonProperty("allow")
    ALLOW,
    @JsonProperty("caution")
    CAUTION,
    @JsonProperty("freeze")
    FREEZE;

    static Decision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
