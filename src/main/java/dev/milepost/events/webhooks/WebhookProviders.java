package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookProvider;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The providers whose deliveries may come. */
@ApplicationScoped
class WebhookProviders {

    private final Map<String, WebhookProvider> providers = new TreeMap<>();

    WebhookProviders(@All List<WebhookProvider> all) {
        all.forEach(provider -> providers.put(provider.name(), provider));
    }

    /** One that has a secret: of the others nothing could be believed. */
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
