package dev.milepost.policy.waivers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;

/** Converts a change of a waiver to the golden event {@code policy.waived}. */
final class WaiverEvent {

    private static final URI SOURCE = URI.create("milepost/policies");

    private WaiverEvent() {}

    /** @param state {@code approved}, {@code ending} or {@code revoked} */
    static CloudEvent of(Waiver waiver, String state, Instant at) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("waiver_id", waiver.id().toString())
                .put("state", state)
                .put("policy", waiver.policy())
                .put("service_id", waiver.service())
                .put("expires_at", waiver.expiresAt().toString())
                .put("ticket", waiver.ticket())
                .put("emergency", waiver.emergencyBy() != null)
                .put("initiator", waiver.requestedBy());
        if (waiver.environment() != null) {
            data.put("environment", waiver.environment());
        }
        if (waiver.artifactDigest() != null) {
            data.put("artifact", waiver.artifactDigest());
        }
        return CloudEventBuilder.v1()
                .withId(waiver.id() + "-" + state)
                .withSource(SOURCE)
                .withType("dev.milepost.policy.waived")
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data))
                .build();
    }
}
