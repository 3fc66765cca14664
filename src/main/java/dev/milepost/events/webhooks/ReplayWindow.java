package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the age of a delivery whose timestamp is signed. A replay within the window, or of a delivery without a signed
 * timestamp, is deduplicated by the ids of its events: an event counts once, however often it is delivered.
 */
@ApplicationScoped
class ReplayWindow {

    private final Clock clock;
    private final Duration window;

    ReplayWindow(
            Clock clock,
            @ConfigProperty(name = "milepost.webhooks.replay-window", defaultValue = "7d") Duration window) {
        this.clock = clock;
        this.window = window;
    }

    void requireRecent(Instant signedAt) {
        if (signedAt.isBefore(clock.instant().minus(window))) {
            throw ProblemException.of(
                    ProblemType.STALE_DELIVERY,
                    "The event happened at %s. Deliveries may be at most %s old (milepost.webhooks.replay-window)."
                            .formatted(signedAt, window));
        }
    }
}
