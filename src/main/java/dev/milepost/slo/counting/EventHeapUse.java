package dev.milepost.slo.counting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.slo.objectives.SliEvent;

/** Estimates the heap use of an event that a group keeps, in bytes. */
final class EventHeapUse {

    /** The event, its attributes, its time, and its place in a group. */
    private static final int EVENT = 400;

    private static final int OBJECT_OR_LIST = 140;
    private static final int VALUE = 40;
    private static final int MEMBER = 60;

    private EventHeapUse() {}

    static long of(SliEvent event) {
        return EVENT + event.source().length() + event.id().length() + of(event.data());
    }

    private static long of(JsonNode value) {
        if (value.isValueNode()) {
            return VALUE + (value.isTextual() ? value.textValue().length() : 0);
        }
        long bytes = OBJECT_OR_LIST;
        for (var member : value.properties()) {
            bytes += MEMBER + member.getKey().length() + of(member.getValue());
        }
        if (value.isArray()) {
            for (var element : value) {
                bytes += of(element);
            }
        }
        return bytes;
    }
}
