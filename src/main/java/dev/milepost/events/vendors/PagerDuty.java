package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.log.UncountedEvents;
import dev.milepost.events.log.UncountedEvents.Reason;
import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import dev.milepost.events.vendors.WebhookProvider.TranslationResult;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's webhooks, version 3.
 *
 * @see <a href="https://developer.pagerduty.com/docs/webhooks-overview">Webhooks overview</a>
 * @see <a href="https://developer.pagerduty.com/docs/verifying-webhook-signatures">Verifying signatures</a>
 */
@ApplicationScoped
class PagerDuty implements WebhookProvider {

    /**
     * PagerDuty's documentation: "All webhooks with a final size greater than 256 KB are always dropped." This service
     * accepts up to 1 MiB.
     */
    private static final SignatureScheme SCHEME = new SignatureScheme("X-PagerDuty-Signature", "v1=", 1 << 20);

    /** The event type that "Send Test Event" sends. */
    private static final String PING = "pagey.ping";

    private final List<String> secrets;
    private final PagerDutyConfig config;
    private final ServiceLocations locations;
    private final UncountedEvents uncounted;
    private final PagerDutyIncidentTranslator incident;

    PagerDuty(PagerDutyConfig config, ServiceLocations locations, UncountedEvents uncounted) {
        this.secrets = WebhookProvider.normalised(config.secrets());
        this.config = config;
        this.locations = locations;
        this.uncounted = uncounted;
        this.incident = new PagerDutyIncidentTranslator(config.environments(), PagerDutyFilter.of(config));
    }

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public SignatureScheme scheme() {
        return SCHEME;
    }

    @Override
    public List<String> secrets() {
        return secrets;
    }

    @Override
    public WebhookDelivery read(Function<String, @Nullable String> header, JsonNode payload) {
        var read = Payload.of(payload);
        var kind = read.text("/event/event_type");
        return new WebhookDelivery(header.apply("X-Webhook-Id"), kind, incident.supports(kind), read);
    }

    @Override
    public Optional<Instant> signedAt(WebhookDelivery delivery) {
        return delivery.payload().find("/event/occurred_at").flatMap(Rfc3339::parse);
    }

    @Override
    public TranslationResult translate(WebhookDelivery delivery) {
        if (!delivery.isSupported()) {
            return TranslationResult.ignored(
                    delivery.kind().equals(PING)
                            ? "The signature is valid."
                            : "This kind of delivery is not supported.");
        }
        var translated = incident.translate(delivery.payload());
        var excludedBy = translated.excludedBy();
        excludedBy.ifPresent(filter -> uncounted.add(Map.of(new Reason(name(), filter), 1L)));
        if (translated.drafts().isEmpty()) {
            return TranslationResult.ignored(excludedBy
                    .map("The incident is left out by its %s."::formatted)
                    .orElse("The delivery neither opens nor ends an incident."));
        }
        var source = PagerDutyIncidentTranslator.source(delivery.payload());
        return service(PagerDutyIncidentTranslator.service(delivery.payload()))
                .map(service -> TranslationResult.of(translated.drafts().stream()
                        .map(draft -> draft.toEvent(source, service, delivery.id()))
                        .toList()))
                .orElseGet(() -> {
                    uncounted.add(Map.of(new Reason(name(), UNKNOWN_SERVICE), 1L));
                    return TranslationResult.ignored("The PagerDuty service belongs to no known service.");
                });
    }

    /**
     * The service of a PagerDuty service: from the catalog, else from the configuration, else named after PagerDuty's id.
     * If the catalog has several services with the id, the first one is used: an incident belongs to exactly one service.
     */
    private Optional<String> service(String id) {
        return locations.findByPagerDutyId(id).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(config.services().get(id)))
                .or(() -> Optional.of("pagerduty:" + id).filter(unlisted -> config.acceptUnlisted()));
    }
}
