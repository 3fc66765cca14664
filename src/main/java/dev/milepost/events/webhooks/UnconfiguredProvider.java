package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/**
 * A provider without a configured secret, so no delivery can be verified. The status is 503 because some vendors retry
 * after it.
 */
final class UnconfiguredProvider extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnconfiguredProvider(String name) {
        super(
                ProblemType.WEBHOOK_NOT_CONFIGURED,
                "Set milepost.webhooks.%s.secrets to the secret that signs its deliveries.".formatted(name));
    }
}
