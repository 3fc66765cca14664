package dev.milepost.events.probes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.GoldenEvent;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProbeEventsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:07:00.012Z");

    @Test
    void sendsOneEventPerMinuteAcrossReplicas() {
        var event = ProbeEvents.started(NOW);
        var other = ProbeEvents.started(NOW.plusMillis(400));

        assertThat(other.getId()).isEqualTo(event.getId());
        assertThat(other.getSource()).isEqualTo(event.getSource());
        assertThat(ProbeEvents.started(NOW.plusSeconds(60)).getId()).isNotEqualTo(event.getId());
    }

    @Test
    void measuresTimeUntilVisible() throws IOException {
        var started = golden(ProbeEvents.started(NOW), "milepost/probes");

        var completed = ProbeEvents.completed(started, NOW.plusMillis(1_250));

        assertThat(ProbeEvents.isStarted(started)).isTrue();
        assertThat(completed.getType()).isEqualTo("dev.milepost.probe.completed");
        assertThat(completed.getTime().toInstant()).isEqualTo(NOW.plusMillis(1_250));
        assertThat(new ObjectMapper().readTree(completed.getData().toBytes()))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"probe": "milepost-intake", "target": "milepost", "kind": "pipeline",
                         "run_id": "2026-06-01T10:07:00Z", "status": "success", "duration_seconds": 1.25}
                        """));
    }

    @Test
    void ignoresForeignProbes() throws IOException {
        assertThat(ProbeEvents.isStarted(golden(ProbeEvents.started(NOW), "/someone")))
                .isFalse();
    }

    private static GoldenEvent golden(CloudEvent event, String source) throws IOException {
        return new GoldenEvent(
                new UUID(1, 1),
                source,
                event.getId(),
                event.getType().replace("dev.milepost.", ""),
                true,
                event.getTime().toInstant(),
                event.getTime().toInstant(),
                null,
                Map.of(),
                new ObjectMapper().readTree(event.getData().toBytes()));
    }
}
