package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.format.Format;
import com.networknt.schema.regex.RegularExpression;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The golden types. Their schemas are compiled once, and only from this project's own resources. */
@ApplicationScoped
class EventTypes {

    private static final List<String> NAMES = List.of(
            "change.created",
            "change.merged",
            "build.started",
            "build.completed",
            "deploy.started",
            "deploy.completed",
            "incident.opened",
            "incident.resolved",
            "incident.reopened",
            "scaffold.started",
            "scaffold.completed",
            "catalog.entity.updated",
            "template.published",
            "template.promoted",
            "template.deprecated",
            "upgrade.offered",
            "upgrade.opened",
            "upgrade.merged",
            "upgrade.declined",
            "upgrade.failed",
            "policy.evaluated",
            "policy.waived",
            "slo.burn_rate.exceeded",
            "slo.burn_rate.recovered",
            "slo.error_budget.spent",
            "slo.error_budget.recovered",
            "slo.data.missing",
            "slo.data.recovered",
            "feedback.submitted",
            "probe.started",
            "probe.completed");

    private static final String STORABLE = "^[^\\u0000]*$";

    private final Map<String, EventType> types;

    EventTypes() {
        var registry = JsonSchemas.registryWithFormats(
                // Times are validated by the parser that reads them, so every time that passes can be parsed.
                JsonSchemas.draft202012().format(new Time()), EventTypes::expression);
        var byName = new LinkedHashMap<String, EventType>();
        for (var name : NAMES) {
            var document = document(name);
            var location = SchemaLocation.of("urn:milepost:event-type:" + name);
            var schema = registry.getSchema(location, document);
            schema.initializeValidators();
            byName.put(name, new EventType(name, document, schema));
        }
        types = Collections.unmodifiableMap(byName);
    }

    Optional<EventType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Returns all golden types, in the order of the delivery process. */
    Collection<EventType> all() {
        return types.values();
    }

    private static JsonNode document(String name) {
        var path = "/schemas/events/" + name + "/schema.json";
        try (var file = EventTypes.class.getResourceAsStream(path)) {
            return EventJson.JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /**
     * The pattern of nearly all text fields is checked by plain code instead of a regular expression, since each event
     * has many such fields.
     */
    private static RegularExpression expression(String pattern) {
        return pattern.equals(STORABLE) ? text -> text.indexOf('\0') < 0 : LinearExpression.of(pattern);
    }

    private static final class Time implements Format {

        @Override
        public String getName() {
            return "date-time";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return Rfc3339.parse(value).isPresent();
        }
    }
}
