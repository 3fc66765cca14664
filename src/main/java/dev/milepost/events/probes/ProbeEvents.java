package dev.milepost.events.probes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.contract.GoldenEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The two events of one probe run. The first is sent; the second is written once the first is projected. */
final class ProbeEvents {

    static final String NAME = "milepost-intake";

    static final String SOURCE = "milepost/probes";
    private static final String STARTED = "probe.started";
    private static final String COMPLETED = "probe.completed";

    private ProbeEvents() {}

    /** The event of the current minute. All replicas create the same event, and the log deduplicates it. */
    static CloudEvent started(Instant now) {
        return event(
                STARTED, now.truncatedTo(ChronoUnit.MINUTES).toString(), now, JsonNodeFactory.instance.objectNode());
    }

    static boolean isStarted(GoldenEvent event) {
        return event.golden()
                && event.type().equals(STARTED)
                && event.source().equals(SOURCE)
                && event.text("probe").filter(NAME::equals).isPresent()
                && event.text("run_id").isPresent();
    }

    /** @param projectedAt when the started event was projected */
    static CloudEvent completed(GoldenEvent started, Instant projectedAt) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("status", "success");
        data.put(
                "duration_seconds",
                Duration.between(started.time(), projectedAt).toMillis() / 1000.0);
        return event(COMPLETED, started.text("run_id").orElseThrow(), projectedAt, data);
    }

    private static CloudEvent event(String type, String run, Instant at, JsonNode more) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("probe", NAME)
                .put("target", "milepost")
                .put("kind", "pipeline")
                .put("run_id", run);
        more.properties().forEach(field -> data.set(field.getKey(), field.getValue()));
        return CloudEventBuilder.v1()
                .withId(type + "/" + run)
                .withSource(URI.create(SOURCE))
                .withType("dev.milepost." + type)
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data))
                .build();
    }
}
