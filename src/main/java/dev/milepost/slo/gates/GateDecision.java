package dev.milepost.slo.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The decision about a release, from the mildest to the strictest. */
enum GateDecision {
    @JsonProperty("allow")
    ALLOW,
    @JsonProperty("caution")
    CAUTION,
    @JsonProperty("freeze")
    FREEZE;

    static GateDecision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
