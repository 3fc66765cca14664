package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.regex.RegularExpression;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.upgrades.plans.TemplateRelease.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The parameter values that both ends of an upgrade path are rendered with.
 *
 * @param before under the names of the earlier release
 * @param after under the names of the later release
 */
record ParameterValues(ObjectNode before, ObjectNode after) {

    /**
     * The maximum product of the lengths of a value and its schema, since each part of one may be compared with each
     * part of the other.
     */
    private static final long MOST_WORK = 1_000_000_000;

    private static final int MOST_FAULTS = 100;

    private static final SchemaRegistry DRAFT_07 = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft7())
                    .formats(formats -> formats.replaceAll((name, format) -> new ShortFormat(format)))
                    .build(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .regularExpressionFactory(ParameterValues::expression)
                    .build()));

    /**
     * @param known the values that the service was rendered with
     *
     * @param given the values in the request; for the later release they take precedence over known values
     */
    static ParameterValues of(ParameterUpgradePath path, ObjectNode known, ObjectNode given) {
        var before = known.deepCopy();
        given.properties().forEach(value -> {
            if (path.before().containsKey(value.getKey()) && !known.has(value.getKey())) {
                before.set(value.getKey(), value.getValue());
            }
        });
        var after = path.carryOver(before);
        given.properties().forEach(value -> {
            if (path.after().containsKey(value.getKey())) {
                after.set(value.getKey(), value.getValue());
            }
        });
        var values = new ParameterValues(before, path.withDefaults(after));
        var faults = values.faults(path, given);
        if (!faults.isEmpty()) {
            throw new InvalidPlanRequest(faults);
        }
        return values;
    }

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private List<Fault> faults(ParameterUpgradePath path, ObjectNode given) {
        var faults = new ArrayList<Fault>();
        given.properties().forEach(value -> {
            var asked = path.after().get(value.getKey());
            if (asked != null) {
                faults.addAll(faults(value.getKey(), value.getValue(), asked));
            } else if (!path.before().containsKey(value.getKey())) {
                faults.add(fault(value.getKey(), "is not a parameter of either version"));
            }
        });
        path.missing(after)
                .forEach(name -> faults.add(fault(
                        name,
                        "is required, but has neither a default nor a recorded value: %s"
                                .formatted(Objects.requireNonNull(path.after().get(name))
                                        .schema()
                                        .path("title")
                                        .asText(name)))));
        return faults;
    }

    private static List<Fault> faults(String name, JsonNode value, Parameter asked) {
        // A reference points into the parameter's page, which is not available here.
        if (!asked.schema().findValues("$ref").isEmpty()) {
            return List.of();
        }
        // A parameter's schema is part of its page and has the page's dialect.
        var schema = asked.schema() instanceof ObjectNode object
                ? object.deepCopy().without(List.of("$schema"))
                : asked.schema();
        if ((long) schema.toString().length() * value.toString().length() > MOST_WORK) {
            return List.of(fault(name, "is too long to be validated against its schema"));
        }
        try {
            return DRAFT_07.getSchema(schema).validate(value).stream()
                    .limit(MOST_FAULTS)
                    .map(error -> fault(name, error.getMessage()))
                    .toList();
        } catch (SchemaException e) {
            return List.of(fault(name, "cannot be validated, because its schema is invalid: " + e.getMessage()));
        } catch (LinearExpression.TooManySteps e) {
            return List.of(fault(name, "is too long to be validated against the pattern of its schema"));
        }
    }

    /**
     * Accepts any text for patterns that cannot be evaluated in linear time, such as look-ahead. Backstage's form
     * checks them.
     */
    private static RegularExpression expression(String pattern) {
        try {
            var expression = LinearExpression.compile(pattern);
            return text -> LinearExpression.isFound(expression, text);
        } catch (PatternSyntaxException e) {
            return text -> true;
        }
    }

    /** A format that rejects long texts, since the library's own checks take quadratic time or recurse deeply. */
    private record ShortFormat(Format format) implements Format {

        private static final int LONGEST = 1_000;

        @Override
        public String getName() {
            return format.getName();
        }

        @Override
        public String getMessageKey() {
            return format.getMessageKey();
        }

        @Override
        public boolean matches(ExecutionContext context, SchemaContext schema, String value) {
            return value.length() <= LONGEST && format.matches(context, schema, value);
        }
    }

    private static Fault fault(String name, String detail) {
        return new Fault("/parameters/" + name.replace("~", "~0").replace("/", "~1"), detail);
    }
}
