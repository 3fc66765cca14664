package dev.milepost.policy.decisions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A decision, from the mildest. */
enum Outcome {
    ALLOW,
    WARN,
    DENY;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Outcome> find(String wireName) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.wireName().equals(wireName))
                .findFirst();
    }
}
