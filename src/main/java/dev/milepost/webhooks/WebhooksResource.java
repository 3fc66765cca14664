package dev.milepost.webhooks;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/webhooks")
@PermitAll
@Blocking
class WebhooksResource {

    private final Providers providers;
    private final Bodies bodies;
    private final Deliveries deliveries;

    WebhooksResource(Providers providers, Bodies bodies, Deliveries deliveries) {
        this.providers = providers;
        this.bodies = bodies;
        this.deliveries = deliveries;
    }

    @POST
    @Path("{provider}")
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public DeliveryReceipt receiveWebhook(@RestPath String provider, @Context HttpHeaders headers, InputStream body) {
        var sender = providers.find(provider);
        return bodies.read(headers, body, sender.scheme().bytes(), bytes -> deliveries.take(sender, headers, bytes));
    }
}
