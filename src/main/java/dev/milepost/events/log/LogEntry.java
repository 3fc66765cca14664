package dev.milepost.events.log;

import dev.milepost.events.golden.GoldenEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log.
 *
 * @param attributes every context attribute as it came, extensions among them
 * @param data the body as it came; empty where there is none
 * @param golden what was read of it
 * @param replayOf the quarantine entry that it is a replay of; null where it is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogEntry(
        RecordPosition position,
        Map<String, String> attributes,
        byte[] data,
        GoldenEvent golden,
        @Nullable UUID replayOf) {

    public LogEntry {
        attributes = Map.copyOf(attributes);
    }

    /** Where it stood in the topic that it was read from. */
    public record RecordPosition(UUID topic, int partition, long offset) {}
}
