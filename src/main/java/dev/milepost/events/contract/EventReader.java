package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope.EventContext;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.time.Rfc3339;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and validates CloudEvents as golden events, from every origin: HTTP, Kafka and the event log. */
@ApplicationScoped
public class EventReader {

    private static final Set<String> CONTEXT =
            Set.of("specversion", "id", "source", "type", "time", "subject", "dataschema", "datacontenttype");

    private final EventTypes types;
    private final CdEventMapper cdEvents;
    private final List<String> prefixes;

    EventReader(EventTypes types, CdEventMapper cdEvents, EventsConfig config) {
        this.types = types;
        this.cdEvents = cdEvents;
        this.prefixes = config.prefixes();
    }

    /** The content of an event: its type, service and data, mapped to a golden type if there is one. */
    record EventContent(String type, boolean golden, Optional<String> service, JsonNode data) {

        EventContent {
            service = service.map(ServiceName::of);
        }

        static Optional<String> serviceOf(JsonNode data) {
            var service = data.path("service_id");
            return service.isTextual() ? Optional.of(service.textValue()) : Optional.empty();
        }
    }

    /**
     * Reads an event and validates it against the whole contract.
     *
     * @throws ProblemException with all faults of the event
     */
    public GoldenEvent read(Envelope envelope, Instant receivedAt) {
        return read(envelope, receivedAt, true, false);
    }

    /** Reads and validates an event that may have the attributes that enrichment adds. */
    public GoldenEvent readEnriched(Envelope envelope, Instant receivedAt) {
        return read(envelope, receivedAt, true, true);
    }

    /** Reads an event of the log. Its data passed its schema before, so only the envelope is validated again. */
    public GoldenEvent readChecked(Envelope envelope, Instant receivedAt) {
        return read(envelope, receivedAt, false, true);
    }

    /**
     * Validates the attribute names of a received event.
     *
     * @throws ProblemException if a name is illegal
     */
    public static void requireLegalNames(Map<String, String> attributes) {
        var faults = new ArrayList<Fault>(0);
        AttributeNames.check(attributes.keySet(), false, faults);
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults);
        }
    }

    /** Same as {@link #read(Envelope, Instant)}, for an event that the SDK decoded. */
    public GoldenEvent read(CloudEvent event, Instant receivedAt) {
        return read(Envelope.of(event), receivedAt);
    }

    /** Same as {@link #readChecked(Envelope, Instant)}, for an event that the SDK decoded. */
    public GoldenEvent readChecked(CloudEvent event, Instant receivedAt) {
        return readChecked(Envelope.of(event), receivedAt);
    }

    private GoldenEvent read(Envelope envelope, Instant receivedAt, boolean validate, boolean ownAllowed) {
        var faults = new ArrayList<Fault>(0);
        var type = envelope.attribute("type").orElse("");
        var isCdEvent = CdEventMapper.isCdEvent(type);
        var context = isCdEvent ? CdEventMapper.context(envelope) : EventContext.of(envelope);
        EnvelopeRules.check(envelope, context, ownAllowed, faults);
        if (isCdEvent && validate) {
            CdEventMapper.checkTime(envelope, faults);
        }
        if (validate) {
            DataRules.check(envelope.json(), faults);
        }
        var content = isCdEvent ? cdEvents.read(type, envelope.json()) : read(type, envelope, validate, faults);
        EnvelopeRules.checkService(content, faults);
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults);
        }
        return new GoldenEvent(
                EventIdentity.of(context.source(), context.id()),
                context.source(),
                context.id(),
                content.type(),
                content.golden(),
                Rfc3339.parse(context.time()).orElseThrow(),
                receivedAt,
                content.service().orElse(null),
                extensions(envelope.attributes()),
                content.data());
    }

    private EventContent read(String type, Envelope envelope, boolean validate, List<Fault> faults) {
        var golden = golden(type, faults);
        var subject = envelope.attribute("subject");
        var service = EventContent.serviceOf(envelope.json()).or(() -> subject);
        if (golden.isEmpty()) {
            return new EventContent(type, false, service, envelope.json());
        }
        var eventType = golden.get();
        EnvelopeRules.checkSchemaAddress(envelope, eventType.name(), faults);
        if (envelope.json().isMissingNode()) {
            faults.add(
                    new Fault("/data", "must be a JSON object: an event of type " + eventType.name() + " needs data"));
        } else if (validate) {
            faults.addAll(eventType.validate(envelope.json(), subject.orElse(null)));
        }
        return new EventContent(eventType.name(), true, service, envelope.json());
    }

    /** Finds the golden type after an accepted prefix; empty if the type is unknown or its prefix is rejected. */
    private Optional<EventType> golden(String type, List<Fault> faults) {
        var accepted = false;
        for (var prefix : prefixes) {
            if (type.length() > prefix.length() + 1 && type.startsWith(prefix) && type.charAt(prefix.length()) == '.') {
                accepted = true;
                var golden = types.find(type.substring(prefix.length() + 1));
                if (golden.isPresent()) {
                    return golden;
                }
            }
        }
        if (!accepted && !type.isEmpty()) {
            var names = prefixes.stream().map(prefix -> prefix + ".").collect(Collectors.joining(", "));
            faults.add(
                    new Fault("/type", "must begin with an accepted prefix: " + names + " or " + CdEventMapper.PREFIX));
        }
        return Optional.empty();
    }

    private static Map<String, String> extensions(Map<String, String> attributes) {
        if (CONTEXT.containsAll(attributes.keySet())) {
            return Map.of();
        }
        return attributes.entrySet().stream()
                .filter(attribute -> !CONTEXT.contains(attribute.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
