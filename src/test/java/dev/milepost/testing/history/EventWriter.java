package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes events down, with ids in no order and times in any offset. */
final class EventWriter {

    private static final List<String> OFFSETS = List.of("Z", "Z", "Z", "+02:00", "-07:00", "+05:30", "-00:30");

    private final SeededRandom random;
    private final List<ObjectNode> events = new ArrayList<>();

    EventWriter(SeededRandom random) {
        this.random = random;
    }

    /** Begins an event and answers its data, to be filled in. */
    ObjectNode tell(String type, String source, String service, Instant time) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id());
        event.put("source", source);
        event.put("type", random.either("com.company.", "com.company.", "dev.milepost.") + type);
        event.put("time", text(time));
        event.put("datacontenttype", "application/json");
        var data = event.putObject("data");
        if (random.chance(5)) {
            event.put("subject", service);
        } else {
            data.put("service_id", service);
        }
        events.add(event);
        return data;
    }

    /** Unique; their order is that of characters, which differs from that of words and of numbers. */
    private String id() {
        return random.either("e", "E", "e-", "e_", "é", "9", "")
                + random.below(100)
                + random.either("x", "X", ".")
                + events.size();
    }

    String text(Instant time) {
        return time.atOffset(ZoneOffset.of(random.pick(OFFSETS))).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    List<ObjectNode> events() {
        return events;
    }
}
