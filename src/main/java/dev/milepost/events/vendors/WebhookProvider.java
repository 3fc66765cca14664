package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A system that sends webhooks. */
public interface WebhookProvider {

    /** The last segment of the webhook's path. */
    String name();

    SignatureScheme scheme();

    /** The accepted signing secrets. Empty if the provider is not configured. */
    List<String> secrets();

    /**
     * Reads a delivery.
     *
     * @param header returns the value of a header by its name; null if there is none
     * @throws dev.milepost.platform.http.ProblemException if the payload is not what the vendor documents
     */
    WebhookDelivery read(Function<String, @Nullable String> header, JsonNode payload);

    /** The time of the event, if the signature covers it. */
    Optional<Instant> signedAt(WebhookDelivery delivery);

    /**
     * Translates a delivery to golden events.
     *
     * @throws dev.milepost.platform.http.ProblemException if the payload is not what the vendor documents
     */
    TranslationResult translate(WebhookDelivery delivery);
}
