package dev.milepost.pipeline;

import dev.milepost.events.Envelope;
import dev.milepost.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of a record on the event topics: those of the CloudEvents Kafka binding, and this service's own. */
final class RecordHeaders {

    /** Says that the event has passed its schema at the door. */
    static final String CHECKED = "milepost-checked";
    /** The service that the event is about, so that enrichment needs not look into the body; empty for none. */
    static final String SERVICE = "milepost-service";
    /** The quarantine entry that the record is a replay of. */
    static final String REPLAY_OF = "milepost-replay-of";

    /** Says of a quarantined record that not all of it is kept. */
    static final String CUT = "milepost-cut";

    static final String CONTENT_TYPE = "content-type";
    static final String ATTRIBUTE = "ce_";

    private static final byte[] NOTHING = {};

    private RecordHeaders() {}

    /** The event in a record, in whichever of the binding's content modes. */
    static Envelope envelope(ConsumerRecord<?, byte[]> record) {
        if (isStructured(record.headers())) {
            return EventJson.read(record.value() == null ? NOTHING : record.value());
        }
        return Envelope.of(attributes(record.headers()), record.value());
    }

    /** Kafka binding, section 3: structured mode is told by the content type. */
    static boolean isStructured(Headers headers) {
        return text(headers, CONTENT_TYPE)
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/cloudevents"))
                .isPresent();
    }

    /** The context attributes of a record in binary mode. */
    static Map<String, String> attributes(Headers headers) {
        var attributes = new LinkedHashMap<String, String>();
        for (var header : headers) {
            var name = header.key();
            if (header.value() == null) {
                continue;
            }
            if (name.equals(CONTENT_TYPE)) {
                attributes.put("datacontenttype", text(header));
            } else if (name.regionMatches(true, 0, ATTRIBUTE, 0, ATTRIBUTE.length())) {
                attributes.put(name.substring(ATTRIBUTE.length()).toLowerCase(Locale.ROOT), text(header));
            }
        }
        return attributes;
    }

    static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .filter(header -> header.value() != null)
                .map(RecordHeaders::text);
    }

    /** The quarantine entry that the record is a replay of; empty where it is none. */
    static Optional<UUID> replayOf(Headers headers) {
        return text(headers, REPLAY_OF).flatMap(RecordHeaders::parse);
    }

    static Header of(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
