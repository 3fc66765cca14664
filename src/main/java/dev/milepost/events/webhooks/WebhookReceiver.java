package dev.milepost.events.webhooks;

import dev.milepost.events.intake.EventIngest;
import dev.milepost.events.vendors.WebhookProvider;
import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import dev.milepost.events.vendors.WebhookProvider.TranslationResult;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Receives deliveries: verifies the signature, then translates the payload to events and ingests them. */
@ApplicationScoped
class WebhookReceiver {

    private static final Logger LOG = Logger.getLogger(WebhookReceiver.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final EventIngest ingest;
    private final ReplayWindow window;
    private final MeterRegistry meters;

    WebhookReceiver(EventIngest ingest, ReplayWindow window, MeterRegistry meters) {
        this.ingest = ingest;
        this.window = window;
        this.meters = meters;
    }

    WebhookReceipt receive(WebhookProvider provider, HttpHeaders headers, byte[] body) {
        try {
            var signatures = Signatures.of(
                    provider.scheme(), headers.getHeaderString(provider.scheme().header()));
            if (!signatures.matchAny(body, provider.secrets())) {
                throw badSignature(provider.scheme());
            }
            var delivery = provider.read(headers::getHeaderString, WebhookPayloadReader.read(headers, body));
            provider.signedAt(delivery).ifPresent(window::requireRecent);
            var receipt = ingest(provider, delivery);
            count(provider, delivery, receipt.outcome());
            return receipt;
        } catch (ProblemException e) {
            countRejected(provider, e.status());
            throw e;
        }
    }

    private void count(WebhookProvider sender, WebhookDelivery delivery, String outcome) {
        var kind = delivery.isSupported() ? delivery.kind() : "other";
        meters.counter("milepost.webhooks.deliveries", "provider", sender.name(), "event", kind, "outcome", outcome)
                .increment();
    }

    /** Counts a delivery that was rejected as a whole. */
    private void countRejected(WebhookProvider sender, int status) {
        meters.counter("milepost.webhooks.refusals", "provider", sender.name(), "status", Integer.toString(status))
                .increment();
    }

    private WebhookReceipt ingest(WebhookProvider provider, WebhookDelivery delivery) {
        var translation = translate(provider, delivery);
        var receipt = WebhookReceipt.of(provider.name(), delivery, translation.reason());
        // Large deliveries are ingested in parts. If a later part fails, the vendor sends everything again, and the
        // earlier parts are deduplicated.
        for (int from = 0; from < translation.events().size(); from += EventIngest.MAX_EVENTS) {
            var part = translation
                    .events()
                    .subList(
                            from,
                            Math.min(
                                    from + EventIngest.MAX_EVENTS,
                                    translation.events().size()));
            receipt = receipt.plus(ingest.ingest(part), from);
        }
        if (!receipt.rejected().isEmpty()) {
            LOG.warnf(
                    "Events of delivery %s of %s do not satisfy the contract of golden events: %s",
                    delivery.id(), provider.name(), receipt.rejected().get(0).detail());
        }
        return receipt;
    }

    private static TranslationResult translate(WebhookProvider provider, WebhookDelivery delivery) {
        try {
            return provider.translate(delivery);
        } catch (Sql.Failure | PersistenceException e) {
            throw ProblemException.of(
                            ProblemType.CATALOG_AWAY,
                            "The services of the delivery could not be looked up. Send the delivery again.")
                    .retryAfter(PAUSE)
                    .causedBy(e);
        }
    }

    /**
     * The problem is the same for a missing signature and one that does not match, so that a sender cannot learn which
     * check failed.
     */
    private static ProblemException badSignature(SignatureScheme scheme) {
        return ProblemException.of(
                ProblemType.INVALID_SIGNATURE,
                "The header %s must have %s followed by the HMAC-SHA256 of the body under a configured secret, in hexadecimal."
                        .formatted(scheme.header(), scheme.prefix()));
    }
}
