package dev.milepost.testing.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event.
 *
 * @param type without its prefix
 * @param service the service that it names, else its subject, as Backstage compares names
 */
record OracleEvent(
        String source,
        String id,
        String type,
        Instant time,
        @Nullable String service,
        JsonNode data) {

    /** By time; of equal times the greater event id is the later one. */
    static final Comparator<OracleEvent> ORDER = Comparator.comparing(OracleEvent::time)
            .thenComparing(OracleEvent::id)
            .thenComparing(OracleEvent::source);

    /** The events by identity (source and id), of which the first arrival wins, whatever later ones say. */
    static List<OracleEvent> distinct(List<JsonNode> events) {
        var first = new LinkedHashMap<List<String>, JsonNode>();
        for (var event : events) {
            first.putIfAbsent(
                    List.of(event.path("source").asText(), event.path("id").asText()), event);
        }
        var told = new ArrayList<OracleEvent>();
        first.values().forEach(event -> told.add(of(event)));
        return told;
    }

    private static OracleEvent of(JsonNode event) {
        var data = event.path("data");
        var service = text(data.path("service_id")).or(() -> text(event.path("subject")));
        return new OracleEvent(
                event.path("source").asText(),
                event.path("id").asText(),
                event.path("type").asText().replaceFirst("^(com\\.company|dev\\.milepost)\\.", ""),
                moment(event.path("time").asText()),
                service.map(OracleEvent::name).orElse(null),
                data);
    }

    /** A component of the default namespace goes by its name, and case is nothing. */
    static String name(String service) {
        return service.toLowerCase(Locale.ROOT).replaceFirst("^(component:|default/)+(?=.)", "");
    }

    /** A time with an offset, cut to microseconds. */
    static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The latest word on a field: of the events that carry it, the latest one's. */
    static Optional<JsonNode> latest(List<OracleEvent> events, String field) {
        return events.stream()
                .filter(event -> !event.data().path(field).isMissingNode()
                        && !event.data().path(field).isNull())
                .max(ORDER)
                .map(event -> event.data().path(field));
    }

    static @Nullable String latestText(List<OracleEvent> events, String field) {
        return latest(events, field).map(JsonNode::asText).orElse(null);
    }

    boolean is(String someType) {
        return type.equals(someType);
    }

    String field(String name) {
        return data.path(name).asText();
    }

    /** A list of texts; null where there is none. */
    static @Nullable List<String> texts(@Nullable JsonNode list) {
        if (list == null || !list.isArray()) {
            return null;
        }
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
