package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.EventLog.AppendResult;
import dev.milepost.events.log.LogEntry.RecordPosition;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class EventLogTest {

    @Inject
    EventLog log;

    @Inject
    ProjectionProgress progress;

    private final UUID topic = UUID.randomUUID();
    private final String source = UUID.randomUUID().toString();

    @Test
    void insertsEachEventOnceAndSkipsProcessedOffsets() {
        assertThat(log.append(List.of(entry(topic, 5, "a"), entry(topic, 6, "a"), entry(topic, 7, "b"))))
                .isEqualTo(new AppendResult(2, 1));
        assertThat(log.append(List.of(entry(topic, 7, "b"), entry(topic, 8, "a"))))
                .isEqualTo(new AppendResult(0, 1));

        assertThat(progress.nextOffsets(topic)).isEqualTo(Map.of(0, 9L));
    }

    @Test
    void readsRecreatedTopicFromBeginning() {
        log.append(List.of(entry(topic, 1_000, "a")));
        var anew = UUID.randomUUID();

        assertThat(progress.nextOffsets(anew)).isEmpty();
        assertThat(log.append(List.of(entry(anew, 0, "b")))).isEqualTo(new AppendResult(1, 0));
        assertThat(progress.nextOffsets(topic)).isEqualTo(Map.of(0, 1_001L));
        assertThat(progress.nextOffsets(anew)).isEqualTo(Map.of(0, 1L));
    }

    private LogEntry entry(UUID topic, long offset, String id) {
        var type = "com.company.something";
        var event = new GoldenEvent(
                EventIdentity.of(source, id),
                source,
                id,
                type,
                false,
                Instant.parse("2026-06-10T12:34:00Z"),
                Instant.now(),
                null,
                Map.of(),
                MissingNode.getInstance());
        var attributes = Map.of("specversion", "1.0", "id", id, "source", source, "type", type);
        return new LogEntry(new RecordPosition(topic, 0, offset), attributes, new byte[0], event, null);
    }
}
