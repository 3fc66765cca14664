package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.events.contract.Envelope.EventContext;
import dev.milepost.events.contract.EventReader.EventContent;
import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps CDEvents to golden types. The vocabulary is that of CDEvents 0.1 to 0.5; the fields that are read are the same
 * in every version of a type. An event stays unmapped if its type has no golden counterpart or if it lacks fields that
 * the golden type requires.
 */
@ApplicationScoped
class CdEventMapper {

    static final String PREFIX = "dev.cdevents.";

    /** CDEvents, "Custom events": {@code dev.cdeventsx.<tool>-<subject>.<predicate>.<version>}. */
    private static final String CUSTOM_PREFIX = "dev.cdeventsx.";

    static final String NO_GOLDEN_TYPE = "no_golden_type";

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

    static boolean isCdEvent(String type) {
        return type.startsWith(PREFIX) || type.startsWith(CUSTOM_PREFIX);
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
                CdEventTime.toRfc3339(time).orElseGet(outer::time));
    }

    /** Adds a fault if the context's timestamp cannot be parsed. The CloudEvent's time does not replace it silently. */
    static void checkTime(Envelope envelope, List<Fault> faults) {
        var time = envelope.json().path("context").path("timestamp");
        var isAbsent = time.isMissingNode()
                || time.isNull()
                || time.isTextual() && time.textValue().isEmpty();
        if (!isAbsent
                && (!time.isTextual() || CdEventTime.toRfc3339(time.textValue()).isEmpty())) {
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
        return mapping(type, event)
                .filter(mapping -> mapping.faults().isEmpty())
                .map(mapping -> new EventContent(
                        mapping.golden(), true, EventContent.serviceOf(mapping.data()), mapping.data()));
    }

    /**
     * Returns why an event that is not golden has no golden type: {@code custom_event}, {@code no_golden_type}, {@code
     * lacks_} and the first field that the golden type requires, or {@code invalid}.
     */
    String uncountedReason(String type, JsonNode event) {
        if (type.startsWith(CUSTOM_PREFIX)) {
            return "custom_event";
        }
        return mapping(type, event)
                .map(mapping -> types.find(mapping.golden()).stream()
                        .flatMap(golden -> golden.required().stream())
                        .filter(field -> !mapping.data().hasNonNull(field))
                        .findFirst()
                        .map(field -> "lacks_" + field)
                        .orElse("invalid"))
                .orElse(NO_GOLDEN_TYPE);
    }

    private record Mapping(String golden, ObjectNode data, List<Fault> faults) {}

    /** Empty if the type has no golden counterpart. */
    private Optional<Mapping> mapping(String type, JsonNode event) {
        var match = TYPE.matcher(type);
        if (!match.matches()) {
            return Optional.empty();
        }
        var cdEvent = new CdEvent(match.group(1), event);
        return Optional.ofNullable(GOLDEN.get(match.group(1)))
                .map(name -> cdEvent.isMergedCommit() ? "change.created" : name)
                .flatMap(types::find)
                .map(golden -> {
                    var data = cdEvent.toGolden();
                    addCustomFields(event.path("customData"), golden, data);
                    return new Mapping(golden.name(), data, golden.validate(data, null));
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
        EventContent.serviceOf(data).ifPresent(service -> data.put("service_id", CdEvent.serviceName(service)));
    }

    private static Optional<String> service(JsonNode event) {
        return EventContent.serviceOf(event.path("customData"))
                .filter(service -> !service.isEmpty())
                .map(CdEvent::serviceName);
    }
}
