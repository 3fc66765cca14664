package dev.milepost.webhooks;

import dev.milepost.vendors.Provider;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The providers whose deliveries may come. */
@ApplicationScoped
class Providers {

    private final Map<String, Provider> providers = new TreeMap<>();

    Providers(@All List<Provider> all) {
        all.forEach(provider -> providers.put(provider.name(), provider));
    }

    /** One that has a secret: of the others nothing could be believed. */
    Provider find(String name) {
        var provider = providers.get(name);
        if (provider == null) {
            throw new UnknownProvider(name, providers.keySet());
        }
        if (provider.secrets().isEmpty()) {
            throw new Unconfigured(name);
        }
        return provider;
    }
}
