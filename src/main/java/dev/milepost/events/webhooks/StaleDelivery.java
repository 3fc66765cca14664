package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;

final class StaleDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    StaleDelivery(Instant signedAt, Duration window) {
        super(
                401,
                "stale-delivery",
                "The delivery is older than the replay window.",
                "The event happened at %s. Deliveries may be at most %s old (milepost.webhooks.replay-window)."
                        .formatted(signedAt, window));
    }
}
