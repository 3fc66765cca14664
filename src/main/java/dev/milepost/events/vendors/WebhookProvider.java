package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A system that tells what happens in it by webhooks. */
public interface WebhookProvider {

    /** What the address of its webhook ends in. */
    String name();

    SignatureScheme scheme();

    /** Any of which its deliveries may be signed with; none where it is not configured. */
    List<String> secrets();

    /**
     * What it sent, as it says itself.
     *
     * @param header the value of a header by its name; null where there is none
     * @throws UnreadableDelivery where it is not what the vendor documents
     */
    WebhookDelivery read(Function<String, @Nullable String> header, JsonNode payload);

    /** When it happened, where the signature covers that. */
    Optional<Instant> signedAt(WebhookDelivery delivery);

    /**
     * The golden events that it tells.
     *
     * @throws UnreadableDelivery where it is not what the vendor documents
     */
    TranslationResult translate(WebhookDelivery delivery);
}
