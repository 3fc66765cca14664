package dev.milepost.events.vendors;

import java.util.List;
import java.util.Optional;

/** Normalizes the configured secrets. */
final class WebhookSecrets {

    private WebhookSecrets() {}

    /** The secrets without surrounding whitespace, which files and empty variables add. Empty secrets are dropped. */
    static List<String> of(Optional<List<String>> configured) {
        return configured.orElse(List.of()).stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }
}
