package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A system that sends webhooks. */
public interface WebhookProvider {

    /** Why a delivery is not counted that is about a service which neither catalog nor configuration has. */
    String UNKNOWN_SERVICE = "unknown_service";

    /**
     * How a vendor signs a delivery: HMAC-SHA256 over the raw body, in hexadecimal digits.
     *
     * @param header the header with one or several signatures, separated by commas
     * @param prefix the prefix of each signature
     * @param maxBodyBytes the size of the largest accepted body, in bytes
     */
    record SignatureScheme(String header, String prefix, int maxBodyBytes) {}

    /**
     * One delivery of a vendor.
     *
     * @param id the vendor's id of the delivery; null if there is none
     * @param kind the vendor's name for the kind of event, such as {@code push} or {@code incident.triggered}
     * @param isSupported whether this kind is translated to events
     */
    record WebhookDelivery(@Nullable String id, String kind, boolean isSupported, Payload payload) {}

    /**
     * The events of a delivery.
     *
     * @param reason why there are no events; null if there are any
     */
    record TranslationResult(
            List<Envelope> events, @Nullable String reason) {

        public TranslationResult {
            events = List.copyOf(events);
        }

        static TranslationResult of(List<Envelope> events) {
            return new TranslationResult(events, null);
        }

        static TranslationResult ignored(String reason) {
            return new TranslationResult(List.of(), reason);
        }
    }

    /** The last segment of the webhook's path. */
    String name();

    SignatureScheme scheme();

    /** The accepted signing secrets. Empty if the provider is not configured. */
    List<String> secrets();

    /** Removes surrounding whitespace, which files and empty variables add, and then empty secrets. */
    static List<String> normalised(Optional<List<String>> secrets) {
        return secrets.orElse(List.of()).stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

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
