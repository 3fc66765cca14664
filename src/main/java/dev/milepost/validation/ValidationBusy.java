package dev.milepost.validation;

import dev.milepost.platform.ProblemException;
import java.util.Map;

final class ValidationBusy extends ProblemException {

    private static final long serialVersionUID = 1L;

    ValidationBusy() {
        super(
                503,
                "validation-busy",
                "Entities cannot be judged at the moment.",
                "Too many are in work. Send them again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "1");
    }
}
