package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.text.Shorten;
import dev.milepost.platform.text.SpellingSuggestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds probable mistakes in events that satisfy the contract, such as a misspelt type. The event is stored as it is, but it
 * may not be counted as its sender expects. A warning never rejects.
 */
@ApplicationScoped
public class EventWarnings {

    /** Clocks of senders may be ahead by as much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Unknown fields whose spelling is compared, of one event. */
    private static final int MOST_COMPARED = 20;

    private static final int MOST_SHOWN = 100;

    private final EventTypes types;
    private final EventTypeNames names;
    private final KnownEnvironments environments;
    private final Clock clock;

    EventWarnings(EventTypes types, EventTypeNames names, KnownEnvironments environments, Clock clock) {
        this.types = types;
        this.names = names;
        this.environments = environments;
        this.clock = clock;
    }

    /** The warnings about an event, with pointers into the event as it was received. */
    public List<Fault> find(Envelope envelope, GoldenEvent event) {
        var warnings = new ArrayList<Fault>(0);
        var isCdEvent = envelope.attribute("type").orElse("").startsWith(CdEventMapper.PREFIX);
        addFuture(event.time(), isCdEvent ? "/data/context/timestamp" : "/time", warnings);
        if (event.golden()) {
            addEnvironment(event, isCdEvent ? "/data/subject/content/environment" : "/data/environment", warnings);
            if (!isCdEvent) {
                types.find(event.type()).ifPresent(type -> addFields(type, event.data(), warnings));
            }
        } else {
            addType(event.type(), warnings);
        }
        return warnings;
    }

    private void addFuture(Instant time, String pointer, List<Fault> warnings) {
        if (time.isAfter(clock.instant().plus(CLOCK_SKEW))) {
            warnings.add(new Fault(
                    pointer, "is in the future: until then the event is not counted in windows that end now"));
        }
    }

    private void addEnvironment(GoldenEvent event, String pointer, List<Fault> warnings) {
        var environment = event.text("environment").orElse("");
        if (!environment.isBlank() && event.text("environment_tier").isEmpty() && !environments.isKnown(environment)) {
            warnings.add(new Fault(
                    pointer,
                    "'%s' is of no known tier, so it counts as tier other unless the catalog gives it a tier"
                            .formatted(Shorten.to(MOST_SHOWN, environment))));
        }
    }

    private static void addFields(EventType type, JsonNode data, List<Fault> warnings) {
        int compared = 0;
        for (var field : data.properties()) {
            if (!type.hasField(field.getKey()) && compared++ < MOST_COMPARED) {
                SpellingSuggestion.find(field.getKey(), type.fields())
                        .filter(meant -> !data.has(meant))
                        .ifPresent(meant -> warnings.add(new Fault(
                                ValuePath.at("/data").member(field.getKey()).pointer(),
                                "is not a field of %s. Did you mean %s?".formatted(type.name(), meant))));
            }
        }
    }

    private void addType(String type, List<Fault> warnings) {
        var meant = names.suggest(type);
        var siblings = meant.isPresent() ? Set.<String>of() : names.findSiblings(type);
        if (meant.isPresent()) {
            warnings.add(new Fault("/type", notGolden("Did you mean %s?".formatted(meant.get()))));
        } else if (!siblings.isEmpty()) {
            warnings.add(new Fault("/type", notGolden("Similar ones are %s.".formatted(String.join(", ", siblings)))));
        }
    }

    private static String notGolden(String advice) {
        return "is not a golden type, so the event is in the history but not counted in any metric. " + advice;
    }
}
