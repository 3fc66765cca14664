package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;

/**
 * A provider without a configured secret, so no delivery can be verified. The status is 503 because some vendors retry
 * after it.
 */
final class UnconfiguredProvider extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnconfiguredProvider(String name) {
        super(
                503,
                "webhook-not-configured",
                "No secret is configured for the webhook.",
                "Set milepost.webhooks.%s.secrets to the secret that signs its deliveries.".formatted(name));
    }
}
