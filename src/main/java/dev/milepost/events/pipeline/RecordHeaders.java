package dev.milepost.events.pipeline;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.contract.EventProblems;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of records on the event topics: those of the CloudEvents Kafka binding and those of this service. */
final class RecordHeaders {

    /**
     * The digest of the event at validation ({@link EventDigest}). The event that is read later must have the same
     * digest.
     */
    static final String CHECKED = "milepost-checked";
    /** The service of the event, so that enrichment need not parse the body; an empty value if there is none. */
    static final String SERVICE = "milepost-service";
    /** The quarantine entry that the record replays, and the key of the replay. */
    static final String REPLAY_OF = "milepost-replay-of";

    /** Marks a quarantined record that is not stored completely. */
    static final String CUT = "milepost-cut";

    static final String CONTENT_TYPE = "content-type";
    static final String ATTRIBUTE = "ce_";

    private static final String DATA_CONTENT_TYPE = "datacontenttype";
    private static final int MOST_FAULTS = 20;
    private static final byte[] NOTHING = {};

    private RecordHeaders() {}

    /**
     * Reads the event in a record, in any content mode of the binding.
     *
     * @throws ProblemException if its headers are ambiguous
     */
    static Envelope envelope(ConsumerRecord<?, byte[]> record) {
        var attributes = attributes(record.headers());
        if (!isStructured(record.headers())) {
            return Envelope.of(attributes, record.value());
        }
        var envelope = EventJson.read(record.value() == null ? NOTHING : record.value());
        requireSame(attributes, envelope.attributes());
        return envelope;
    }

    /**
     * Kafka binding, section 3.3.2: headers may repeat attributes of a structured event, but only with the same values.
     */
    private static void requireSame(Map<String, String> headers, Map<String, String> attributes) {
        var faults = new ArrayList<Fault>(0);
        headers.forEach((name, value) -> {
            if (!name.equals(DATA_CONTENT_TYPE) && !value.equals(attributes.get(name))) {
                faults.add(new Fault("/" + name, "must have the same value as the header ce_" + name));
            }
        });
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults);
        }
    }

    /** Kafka binding, section 3: the content type determines structured mode. */
    static boolean isStructured(Headers headers) {
        return text(headers, CONTENT_TYPE).filter(EventJson::isCloudEvent).isPresent();
    }

    /**
     * Reads the context attributes of a record in binary mode.
     *
     * @throws ProblemException if one is repeated, or its header is not in the exact case that every reader recognizes
     */
    static Map<String, String> attributes(Headers headers) {
        var attributes = new LinkedHashMap<String, String>();
        var seen = new HashSet<String>();
        var faults = new ArrayList<Fault>(0);
        for (var header : headers) {
            var name = attribute(header.key());
            if (name.isEmpty()) {
                continue;
            }
            if (!header.key().startsWith(ATTRIBUTE) && !header.key().equals(CONTENT_TYPE)) {
                faults.add(
                        new Fault("/" + name.get(), "must be sent as a header in lower case, not as " + header.key()));
            } else if (!seen.add(name.get())) {
                faults.add(new Fault("/" + name.get(), "must not be repeated: its header occurs twice"));
            } else if (header.value() != null) {
                attributes.put(name.get(), text(header));
            }
        }
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
        }
        return attributes;
    }

    /** Reads the attributes of a faulty record as far as possible, to show them. */
    static Map<String, String> readableAttributes(Headers headers) {
        var attributes = new LinkedHashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                attribute(header.key()).ifPresent(name -> attributes.putIfAbsent(name, text(header)));
            }
        }
        return attributes;
    }

    /** Returns the attribute that a header carries; empty if it carries none. */
    private static Optional<String> attribute(String header) {
        if (header.equalsIgnoreCase(CONTENT_TYPE)) {
            return Optional.of(DATA_CONTENT_TYPE);
        }
        return header.regionMatches(true, 0, ATTRIBUTE, 0, ATTRIBUTE.length())
                ? Optional.of(header.substring(ATTRIBUTE.length()))
                : Optional.empty();
    }

    static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .filter(header -> header.value() != null)
                .map(RecordHeaders::text);
    }

    /** Reads the replay header, which any producer can write; empty if there is none. */
    static Optional<ReplayOf> replayOf(Headers headers) {
        return text(headers, REPLAY_OF).flatMap(ReplayOf::parse);
    }

    /**
     * The quarantine entry that a record replays.
     *
     * @param key the secret key of the replay, which only the service and its database have
     */
    record ReplayOf(UUID entry, UUID key) {

        static Optional<ReplayOf> parse(String text) {
            var parts = text.split("/", 3);
            try {
                return parts.length == 2
                        ? Optional.of(new ReplayOf(UUID.fromString(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        Header header() {
            return of(REPLAY_OF, entry + "/" + key);
        }
    }

    /** The header that carries an attribute in binary mode. */
    static Header ofAttribute(String name, String value) {
        return of(name.equals(DATA_CONTENT_TYPE) ? CONTENT_TYPE : ATTRIBUTE + name, value);
    }

    static Header of(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
