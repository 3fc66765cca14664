package dev.milepost.publishing;

import dev.milepost.platform.ProblemException;
import java.util.Map;

/** A version that could not be taken in time. */
final class PublishingBusy extends ProblemException {

    private static final long serialVersionUID = 1L;

    PublishingBusy() {
        super(
                503,
                "publishing-busy",
                "Versions cannot be taken in at the moment.",
                "Too many are being published. Send it again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "5");
    }
}
