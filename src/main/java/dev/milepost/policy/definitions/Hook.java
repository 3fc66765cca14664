package dev.milepost.policy.definitions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A place of the delivery at which policies are evaluated. */
public enum Hook {
    SCAFFOLD,
    PULL_REQUEST,
    BUILD,
    DEPLOY,
    PROMOTE,
    MODEL_REVIEW;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Hook> find(String wireName) {
        return Arrays.stream(values())
                .filter(hook -> hook.wireName().equals(wireName))
                .findFirst();
    }
}
