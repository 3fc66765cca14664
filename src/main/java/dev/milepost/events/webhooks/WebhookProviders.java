package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookProvider;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The supported webhook providers, by name. */
@ApplicationScoped
class WebhookProviders {

    private final Map<String, WebhookProvider> providers = new TreeMap<>();

    WebhookProviders(@All List<WebhookProvider> all) {
        all.forEach(provider -> providers.put(provider.name(), provider));
    }

    /**
     * Returns a provider with a configured secret. Deliveries of other providers cannot be verified.
     *
     * @throws ProblemException if there is no provider of this name, or it has no secret
     */
    WebhookProvider find(String name) {
        var provider = providers.get(name);
        if (provider == null) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_WEBHOOK,
                    "There is no webhook '%s'. The webhooks are: %s."
                            .formatted(name, String.join(", ", providers.keySet())));
        }
        if (provider.secrets().isEmpty()) {
            // Some vendors retry after 503.
            throw ProblemException.of(
                    ProblemType.WEBHOOK_NOT_CONFIGURED,
                    "Set milepost.webhooks.%s.secrets to the secret that signs its deliveries.".formatted(name));
        }
        return provider;
    }
}
