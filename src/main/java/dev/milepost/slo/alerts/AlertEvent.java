package dev.milepost.slo.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/** Converts a transition to a CloudEvent. */
final class AlertEvent {

    private static final String PREFIX = "dev.milepost.";
    private static final URI SOURCE = URI.create("milepost/slos");

    private AlertEvent() {}

    /**
     * Returns empty if nothing is announced.
     *
     * @param address the address of this service without a trailing slash; empty if unknown
     */
    static Optional<CloudEvent> of(Transition transition, String address) {
        return Optional.ofNullable(transition.details())
                .map(facts -> event(transition, data(transition, facts, address)));
    }

    private static CloudEvent event(Transition transition, ObjectNode data) {
        var alert = transition.alert();
        var at = alert.endedAt() == null ? alert.raisedAt() : alert.endedAt();
        return CloudEventBuilder.v1()
                .withId(alert.id() + (alert.isRaised() ? "-raised" : "-ended"))
                .withSource(SOURCE)
                .withType(PREFIX + alert.key().kind().eventType(alert.isRaised()))
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data))
                .build();
    }

    private static ObjectNode data(Transition transition, ObjectNode facts, String address) {
        var alert = transition.alert();
        var data = facts.deepCopy()
                .put("alert_id", alert.id().toString())
                .put("raised_at", alert.raisedAt().toString());
        if (alert.endedAt() != null) {
            var endReason = Objects.requireNonNull(transition.endReason());
            data.put("ended_at", alert.endedAt().toString())
                    .put("reason", endReason.code())
                    .put("explanation", over(alert, endReason, facts));
        }
        var slo = address + "/api/v1/slos/" + alert.key().slo();
        data.putObject("links").put("slo", slo).put("bad_events", slo + "/bad-events");
        return data;
    }

    private static String over(Alert alert, EndReason endReason, ObjectNode facts) {
        var since = "Raised at %s. Ended because %s.".formatted(alert.raisedAt(), endReason.text());
        return endReason == EndReason.NO_LONGER_DEFINED
                ? since
                : since + " " + facts.path("explanation").asText();
    }
}
