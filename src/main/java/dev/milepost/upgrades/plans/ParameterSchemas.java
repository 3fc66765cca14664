package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.format.Format;
import com.networknt.schema.regex.RegularExpression;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.text.Shorten;
import java.util.List;
import java.util.Set;

/**
 * Validates values by the schemas of their parameters. Both are untrusted: authors of templates write the schemas. All
 * values of one request share a budget of work.
 */
final class ParameterSchemas {

    /**
     * The maximum product of the lengths of a value and its schema, since each part of one may be compared with each
     * part of the other.
     */
    private static final long MOST_WORK = 100_000_000;

    private static final long MOST_STEPS = 50_000_000;
    private static final int MOST_FAULTS = 100;

    /** The keywords whose values are no schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private static final int LONGEST_FAULT = 500;

    private final SchemaRegistry registry = JsonSchemas.registry(
            JsonSchemas.draft7().formats(formats -> formats.replaceAll((name, format) -> new ShortFormat(format))),
            this::expression);

    private final StepBudget steps = new StepBudget(MOST_STEPS);
    private long work = MOST_WORK;

    /** Returns what is wrong with a value; empty if it is valid. */
    List<String> faults(JsonNode value, JsonNode parameter) {
        // A reference points into the parameter's page, which is not available here.
        if (!parameter.findValues("$ref").isEmpty()) {
            return List.of();
        }
        // A parameter's schema is part of its page and has the page's dialect.
        var schema = withoutDialects(parameter.deepCopy());
        var needed = (long) schema.toString().length() * value.toString().length();
        if (needed > work) {
            return List.of("is too long to be checked by its schema");
        } else if (!isFinite(value)) {
            return List.of("has a number that is too large");
        }
        work -= needed;
        try {
            return JsonSchemas.validate(registry.getSchema(schema), value).stream()
                    .limit(MOST_FAULTS)
                    .map(Error::getMessage)
                    .map(ParameterSchemas::shortened)
                    .toList();
        } catch (SchemaException e) {
            return List.of(shortened("cannot be checked, as its schema cannot be used: " + e.getMessage()));
        } catch (LinearExpression.TooManySteps e) {
            return List.of("is too long to be checked by the patterns of its schema");
        }
    }

    /** Removes what makes a part of a schema a schema of another dialect, which has the library's own keywords. */
    private static JsonNode withoutDialects(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("$schema").isTextual()) {
            object.remove("$schema");
        }
        if (schema.isObject()) {
            schema.properties().forEach(member -> {
                if (!VALUES.contains(member.getKey())) {
                    withoutDialects(member.getValue());
                }
            });
        } else {
            schema.forEach(ParameterSchemas::withoutDialects);
        }
        return schema;
    }

    /** Whether all numbers are within the range of a double, as in JavaScript. Keywords convert numbers to doubles. */
    private static boolean isFinite(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().allMatch(ParameterSchemas::isFinite)
                : Double.isFinite(value.doubleValue());
    }

    /** A message can have the whole list of allowed values. */
    private static String shortened(String message) {
        return Shorten.to(LONGEST_FAULT, message);
    }

    /**
     * Accepts any text for patterns that cannot be evaluated in linear time, such as look-ahead. Backstage's form
     * checks them.
     */
    private RegularExpression expression(String pattern) {
        try {
            var expression = steps.compile(pattern);
            return text -> steps.isFound(expression, text);
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
}
