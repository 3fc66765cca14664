package dev.milepost.events.webhooks;

import dev.milepost.events.intake.EventIngest;
import dev.milepost.events.vendors.TranslationResult;
import dev.milepost.events.vendors.WebhookDelivery;
import dev.milepost.events.vendors.WebhookProvider;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;

/** Receives deliveries: verifies the signature, then translates the payload to events and ingests them. */
@ApplicationScoped
class WebhookReceiver {

    private static final Logger LOG = Logger.getLogger(WebhookReceiver.class);

    private final EventIngest ingest;
    private final ReplayWindow window;
    private final WebhookMeters meters;

    WebhookReceiver(EventIngest door, ReplayWindow window, WebhookMeters meters) {
        this.ingest = door;
        this.window = window;
        this.meters = meters;
    }

    DeliveryReceipt receive(WebhookProvider sender, HttpHeaders headers, byte[] body) {
        try {
            var signatures = Signatures.of(
                    sender.scheme(), headers.getHeaderString(sender.scheme().header()));
            if (!signatures.matchAny(body, sender.secrets())) {
                throw new InvalidSignature(sender.scheme());
            }
            var delivery = sender.read(headers::getHeaderString, WebhookPayloadReader.read(headers, body));
            sender.signedAt(delivery).ifPresent(window::requireRecent);
            var receipt = ingest(sender, delivery);
            meters.count(sender, delivery, receipt.outcome());
            return receipt;
        } catch (ProblemException e) {
            meters.countRejectedDelivery(sender, e.status());
            throw e;
        }
    }

    private DeliveryReceipt ingest(WebhookProvider sender, WebhookDelivery delivery) {
        var told = translate(sender, delivery);
        var receipt = DeliveryReceipt.of(sender.name(), delivery, told.reason());
        // Large deliveries are ingested in parts. If a later part fails, the vendor sends everything again, and the
        // earlier parts are deduplicated.
        for (int from = 0; from < told.events().size(); from += EventIngest.MAX_EVENTS) {
            var part = told.events()
                    .subList(
                            from,
                            Math.min(
                                    from + EventIngest.MAX_EVENTS, told.events().size()));
            receipt = receipt.plus(ingest.ingest(part), from);
        }
        if (!receipt.rejected().isEmpty()) {
            LOG.warnf(
                    "Events of delivery %s of %s do not satisfy the contract of golden events: %s",
                    delivery.id(), sender.name(), receipt.rejected().get(0).detail());
        }
        return receipt;
    }

    private static TranslationResult translate(WebhookProvider sender, WebhookDelivery delivery) {
        try {
            return sender.translate(delivery);
        } catch (Sql.Failure e) {
            throw new CatalogUnavailable(e);
        }
    }
}
