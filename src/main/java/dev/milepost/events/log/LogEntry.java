package dev.milepost.events.log;

import dev.milepost.events.contract.EventNames;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.collections.Copies;
import dev.milepost.security.erasure.ErasedNames;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to append to the log.
 *
 * @param attributes all context attributes as received, including extensions
 * @param data the body as received; empty if there is none
 * @param golden the event read from them
 * @param replayOf the quarantine entry that this event replays; null if it is not a replay
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogEntry(
        RecordPosition position,
        Map<String, String> attributes,
        byte[] data,
        GoldenEvent golden,
        @Nullable UUID replayOf) {

    public LogEntry {
        attributes = Copies.map(attributes);
    }

    /**
     * Returns the entry with pseudonyms for erased people; the same instance if it names none. The identity of the event
     * and what identifies its service, deployment and the like stay.
     */
    LogEntry withPseudonyms(ErasedNames names) {
        boolean subjectIsService =
                golden.golden() && golden.service() != null && golden.service().equals(attributes.get("subject"));
        var replacedAttributes = EventNames.replaceIn(attributes, names, !subjectIsService);
        var replacedData = EventNames.replaceIn(data, names);
        return replacedAttributes == attributes && replacedData == data
                ? this
                : new LogEntry(
                        position, replacedAttributes, replacedData, EventNames.replaceIn(golden, names), replayOf);
    }

    /** The position of the event in the topic it was read from. */
    public record RecordPosition(UUID topic, int partition, long offset) {}
}
