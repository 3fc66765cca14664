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
                "It happened at %s, and milepost.webhooks.replay-window is %s".formatted(signedAt, window));
    }
}
