package dev.milepost.events.webhooks;

import dev.milepost.events.intake.EventReceipt;
import dev.milepost.events.intake.EventReceipt.Rejection;
import dev.milepost.events.intake.EventReceipt.Warning;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a delivery.
 *
 * @param event the vendor's name for the kind of event
 * @param delivery the vendor's id of the delivery; null if it has none
 * @param outcome {@code accepted} if the delivery was translated to events, else {@code ignored}
 * @param reason why it was ignored; null if it was not
 * @param accepted the number of events that the broker stored
 * @param duplicates the number of events that were accepted before
 */
record WebhookReceipt(
        String provider,
        String event,
        @Nullable String delivery,
        String outcome,
        @Nullable String reason,
        int accepted,
        int duplicates,
        List<Rejection> rejected,
        List<Warning> warnings) {

    WebhookReceipt {
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
    }

    /** The receipt of a delivery before any of its events are ingested. */
    static WebhookReceipt of(String provider, WebhookDelivery delivery, @Nullable String reason) {
        var outcome = reason == null ? "accepted" : "ignored";
        return new WebhookReceipt(
                provider, delivery.kind(), delivery.id(), outcome, reason, 0, 0, List.of(), List.of());
    }

    /** @param from the index of the part's first event among all events of the delivery */
    WebhookReceipt plus(EventReceipt part, int from) {
        var all = new ArrayList<>(rejected);
        part.rejected()
                .forEach(one -> all.add(new Rejection(from + one.index(), one.id(), one.detail(), one.pointer())));
        var warned = new ArrayList<>(warnings);
        part.warnings().stream()
                .map(one -> new Warning(from + one.index(), one.id(), one.detail(), one.pointer()))
                .limit(Math.max(0, EventReceipt.MOST_WARNINGS - warned.size()))
                .forEach(warned::add);
        return new WebhookReceipt(
                provider,
                event,
                delivery,
                outcome,
                reason,
                accepted + part.accepted(),
                duplicates + part.duplicates(),
                all,
                warned);
    }
}
