package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.events.contract.Envelope.EventContext;
import dev.milepost.events.contract.EventReader.EventContent;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps CDEvents to golden types. The vocabulary is that of CDEvents 0.4 and 0.5; the fields that are read are the same
 * in every version of a type. An event stays unmapped if its type has no golden counterpart or if it lacks fields that
 * the golden type requires.
 */
@ApplicationScoped
class CdEventMapper {

    static final String PREFIX = "dev.cdevents.";

    /** CDEvents, "Event type": {@code dev.cdevents.<subject>.<predicate>.<version>}. */
    private static final Pattern TYPE =
            Pattern.compile("dev\\.cdevents\\.([a-z]+\\.[a-z]+)(\\.[0-9][^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?");

    private static final Map<String, String> GOLDEN = Map.ofEntries(
            Map.entry("change.created", "change.created"),
            Map.entry("change.merged", "change.merged"),
            Map.entry("build.started", "build.started"),
            Map.entry("build.finished", "build.completed"),
            Map.entry("pipelinerun.started", "build.started"),
            Map.entry("pipelinerun.finished", "build.completed"),
            Map.entry("artifact.packaged", "build.completed"),
            Map.entry("artifact.published", "build.completed"),
            Map.entry("service.deployed", "deploy.completed"),
            Map.entry("service.upgraded", "deploy.completed"),
            Map.entry("service.rolledback", "deploy.completed"),
            Map.entry("incident.detected", "incident.opened"),
            Map.entry("incident.reported", "incident.opened"),
            Map.entry("incident.resolved", "incident.resolved"));

    private final EventTypes types;

    CdEventMapper(EventTypes types) {
        this.types = types;
    }

    /**
     * Returns the identity and time of the CDEvents context. Producers wrap each retry in a new CloudEvent, so the
     * attributes of the CloudEvent differ between retries.
     */
    static EventContext context(Envelope envelope) {
        var outer = EventContext.of(envelope);
        var context = envelope.json().path("context");
        var source = context.path("source").asText("");
        var id = context.path("id").asText("");
        var time = context.path("timestamp").asText("");
        var isNamed = !source.isEmpty() && !id.isEmpty();
        return new EventContext(
                isNamed ? source : outer.source(),
                isNamed ? id : outer.id(),
                Rfc3339.parse(time).isPresent() ? time : outer.time());
    }

    /** Adds a fault if the context's timestamp cannot be parsed. The CloudEvent's time does not replace it silently. */
    static void checkTime(Envelope envelope, List<Fault> faults) {
        var time = envelope.json().path("context").path("timestamp").asText("");
        if (!time.isEmpty() && Rfc3339.parse(time).isEmpty()) {
            faults.add(new Fault("/data/context/timestamp", EnvelopeRules.TIME));
        }
    }

    /** The golden type that a type of CDEvents maps to, if the event has the fields that it needs; empty for other types. */
    static Optional<String> goldenOf(String type) {
        var match = TYPE.matcher(type);
        return match.matches() ? Optional.ofNullable(GOLDEN.get(match.group(1))) : Optional.empty();
    }

    EventContent read(String type, JsonNode event) {
        return map(type, event).orElseGet(() -> new EventContent(type, false, service(event), event));
    }

    private Optional<EventContent> map(String type, JsonNode event) {
        var match = TYPE.matcher(type);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(GOLDEN.get(match.group(1)))
                .flatMap(types::find)
                .flatMap(golden -> {
                    var data = new CdEvent(match.group(1), event).toGolden();
                    addCustomFields(event.path("customData"), golden, data);
                    return golden.validate(data, null).isEmpty()
                            ? Optional.of(new EventContent(golden.name(), true, EventContent.serviceOf(data), data))
                            : Optional.empty();
                });
    }

    /**
     * Fields of the golden type in the producer's {@code customData} override the derived ones: they are more specific.
     */
    private static void addCustomFields(JsonNode custom, EventType golden, ObjectNode data) {
        for (var field : custom.properties()) {
            if (golden.hasField(field.getKey()) && !field.getValue().isNull()) {
                data.set(field.getKey(), field.getValue());
            }
        }
    }

    private static Optional<String> service(JsonNode event) {
        return EventContent.serviceOf(event.path("customData")).filter(service -> !service.isEmpty());
    }
}
