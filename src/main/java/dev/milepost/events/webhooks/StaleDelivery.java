package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.Duration;
import java.time.Instant;

final class StaleDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    StaleDelivery(Instant signedAt, Duration window) {
        super(
                ProblemType.STALE_DELIVERY,
                "The event happened at %s. Deliveries may be at most %s old (milepost.webhooks.replay-window)."
                        .formatted(signedAt, window));
    }
}
