package dev.milepost.events.webhooks;

import dev.milepost.events.intake.EventReceipt;
import dev.milepost.events.intake.EventReceipt.Rejection;
import dev.milepost.events.vendors.WebhookDelivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery.
 *
 * @param event what the vendor calls the kind of event
 * @param delivery the vendor's id of it; null where it has none
 * @param outcome {@code accepted} where it told events, else {@code ignored}
 * @param reason why it is ignored; null where it is not
 * @param accepted how many events the broker has taken
 * @param duplicates how many were known to have been accepted before
 */
record DeliveryReceipt(
        String provider,
        String event,
        @Nullable String delivery,
        String outcome,
        @Nullable String reason,
        int accepted,
        int duplicates,
        List<Rejection> rejected) {

    DeliveryReceipt {
        rejected = List.copyOf(rejected);
    }

    /** Of a delivery of which nothing has been admitted yet. */
    static DeliveryReceipt of(String provider, WebhookDelivery delivery, @Nullable String reason) {
        var outcome = reason == null ? "accepted" : "ignored";
        return new DeliveryReceipt(provider, delivery.kind(), delivery.id(), outcome, reason, 0, 0, List.of());
    }

    /** @param from the place of the part's first event among all */
    DeliveryReceipt plus(EventReceipt part, int from) {
        var all = new ArrayList<>(rejected);
        part.rejected()
                .forEach(one -> all.add(new Rejection(from + one.index(), one.id(), one.detail(), one.pointer())));
        return new DeliveryReceipt(
                provider,
                event,
                delivery,
                outcome,
                reason,
                accepted + part.accepted(),
                duplicates + part.duplicates(),
                all);
    }
}
