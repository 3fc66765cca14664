package dev.milepost.events.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How old a delivery may be of which the time is signed. What comes again within it is a duplicate by what it tells, as
 * is all that has no signed time: an event counts once however often it comes.
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
            throw new StaleDelivery(signedAt, window);
        }
    }
}
