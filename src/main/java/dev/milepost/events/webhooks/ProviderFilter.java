package dev.milepost.events.webhooks;

import dev.milepost.platform.requests.BodyLimit;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects deliveries of unknown and unconfigured providers before their body is read. */
class ProviderFilter {

    private final WebhookProviders providers;

    ProviderFilter(WebhookProviders providers) {
        this.providers = providers;
    }

    @ServerRequestFilter(nonBlocking = true, priority = BodyLimit.FILTERED_BEFORE)
    void requireConfigured(ResourceInfo resource, UriInfo address) {
        if (resource.getResourceClass() == WebhooksResource.class) {
            providers.find(address.getPathParameters().getFirst("provider"));
        }
    }
}
