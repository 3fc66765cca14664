package dev.milepost.catalog;

import dev.milepost.platform.ProblemException;
import java.util.Map;

/** Entities that could not be taken in time. */
final class Busy extends ProblemException {

    private static final long serialVersionUID = 1L;

    Busy() {
        super(
                503,
                "catalog-busy",
                "Entities cannot be taken in at the moment.",
                "Too many bytes are in work. Send it again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "5");
    }
}
