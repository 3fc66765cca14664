package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads query parameters that are RFC 3339 times. */
public final class TimeParameter {

    private static final String RULE = "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z";

    private TimeParameter() {}

    /**
     * Returns the time of a parameter; null if it is absent.
     *
     * @throws ProblemException if it is not a time
     */
    public static @Nullable Instant parse(String name, @Nullable String text) {
        return text == null
                ? null
                : Rfc3339.parse(text)
                        .orElseThrow(() -> ProblemException.of(
                                ProblemType.INVALID_REQUEST, name + " " + RULE, List.of(new Fault(name, RULE))));
    }
}
