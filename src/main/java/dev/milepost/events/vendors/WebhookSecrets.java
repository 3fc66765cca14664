package dev.milepost.events.vendors;

import java.util.List;
import java.util.Optional;

/** The secrets of a configuration. */
final class WebhookSecrets {

    private WebhookSecrets() {}

    /** Without what a file or an empty variable leaves around them; a secret without a character is none. */
    static List<String> of(Optional<List<String>> configured) {
        return configured.orElse(List.of()).stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }
}
