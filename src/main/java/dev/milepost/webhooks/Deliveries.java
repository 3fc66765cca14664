package dev.milepost.webhooks;

import dev.milepost.intake.Door;
import dev.milepost.platform.ProblemException;
import dev.milepost.platform.Sql;
import dev.milepost.vendors.Delivery;
import dev.milepost.vendors.Provider;
import dev.milepost.vendors.Told;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;

/** Takes deliveries: first whether they are to be believed, then what they tell. */
@ApplicationScoped
class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final Door door;
    private final ReplayWindow window;
    private final WebhookMeters meters;

    Deliveries(Door door, ReplayWindow window, WebhookMeters meters) {
        this.door = door;
        this.window = window;
        this.meters = meters;
    }

    DeliveryReceipt take(Provider sender, HttpHeaders headers, byte[] body) {
        try {
            var signatures = Signatures.of(
                    sender.scheme(), headers.getHeaderString(sender.scheme().header()));
            if (!signatures.fit(body, sender.secrets())) {
                throw new BadSignature(sender.scheme());
            }
            var delivery = sender.read(headers::getHeaderString, Contents.read(headers, body));
            sender.signedAt(delivery).ifPresent(window::require);
            var receipt = admit(sender, delivery);
            meters.count(sender, delivery, receipt.outcome());
            return receipt;
        } catch (ProblemException e) {
            meters.countRefusal(sender, e.status());
            throw e;
        }
    }

    private DeliveryReceipt admit(Provider sender, Delivery delivery) {
        var told = told(sender, delivery);
        var receipt = DeliveryReceipt.of(sender.name(), delivery, told.reason());
        // In parts, so that no delivery is too much at once; what a part brought is a duplicate when all comes again.
        for (int from = 0; from < told.events().size(); from += Door.EVENTS) {
            var part = told.events()
                    .subList(from, Math.min(from + Door.EVENTS, told.events().size()));
            receipt = receipt.plus(door.admit(part), from);
        }
        if (!receipt.rejected().isEmpty()) {
            LOG.warnf(
                    "Of the events of delivery %s of %s some break the contract of golden events: %s",
                    delivery.id(), sender.name(), receipt.rejected().get(0).detail());
        }
        return receipt;
    }

    private static Told told(Provider sender, Delivery delivery) {
        try {
            return sender.translate(delivery);
        } catch (Sql.Failure e) {
            throw new CatalogAway(e);
        }
    }
}
