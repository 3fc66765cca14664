package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/webhooks")
@PermitAll
@Blocking
class WebhooksResource {

    /** The largest body limit of all providers, which is GitHub's: 25 MiB. */
    private static final int LARGEST = 25 << 20;

    private final WebhookProviders providers;
    private final WebhookReceiver deliveries;

    WebhooksResource(WebhookProviders providers, WebhookReceiver deliveries) {
        this.providers = providers;
        this.deliveries = deliveries;
    }

    @POST
    @Path("{provider}")
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @BodyLimit(bytes = LARGEST)
    public WebhookReceipt receiveWebhook(@RestPath String provider, @Context HttpHeaders headers, byte[] body) {
        var sender = providers.find(provider);
        if (body.length > sender.scheme().maxBodyBytes()) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "A delivery of this provider may have at most %d bytes."
                            .formatted(sender.scheme().maxBodyBytes()));
        }
        return deliveries.receive(sender, headers, body);
    }
}
