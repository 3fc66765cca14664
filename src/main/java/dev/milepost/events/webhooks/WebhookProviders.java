package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookProvider;
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
     * @throws UnknownProvider if there is no provider of this name
     * @throws UnconfiguredProvider if it has no secret
     */
    WebhookProvider find(String name) {
        var provider = providers.get(name);
        if (provider == null) {
            throw new UnknownProvider(name, providers.keySet());
        }
        if (provider.secrets().isEmpty()) {
            throw new UnconfiguredProvider(name);
        }
        return provider;
    }
}
