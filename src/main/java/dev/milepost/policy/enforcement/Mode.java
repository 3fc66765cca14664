package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a policy is enforced, from the mildest. */
public enum Mode {
    /** It is not evaluated. */
    OFF,
    /** It is evaluated and stored, and changes no decision. */
    SHADOW,
    /** A violation makes the decision {@code warn}. */
    WARN,
    /** A violation makes the decision {@code deny}. */
    ENFORCE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> find(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst();
    }
}
