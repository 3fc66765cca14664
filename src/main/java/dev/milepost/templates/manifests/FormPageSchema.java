package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.format.Format;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Validates a page as a JSON Schema draft-07, the dialect of Backstage's forms. */
final class FormPageSchema {

    private static final String META_SCHEMA = "http://json-schema.org/draft-07/schema#";
    private static final Schema DRAFT_07 = JsonSchemas.registry(
                    JsonSchemas.draft7().format(new PatternFormat()), LinearExpression::of)
            .getSchema(SchemaLocation.of(META_SCHEMA));

    /** Keywords whose subschemas can ask for more parameters, depending on earlier answers. */
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private static final List<String> BRANCHES = List.of("then", "else");

    private FormPageSchema() {}

    /** Whether the page is a valid JSON Schema that refers to nothing outside itself. */
    static boolean validate(JsonNode page, String at, FaultCollector faults) {
        var errors = JsonSchemas.validate(DRAFT_07, page);
        var told = new HashSet<String>();
        for (var error : errors) {
            // Reports only the first of several faults of one value.
            if (told.add(error.getInstanceLocation().toString())) {
                faults.add(at + error.getInstanceLocation(), "is no JSON Schema: " + message(error));
            }
        }
        return errors.isEmpty() && refersToItself(page, at, faults);
    }

    private static String message(Error error) {
        var isPattern = error.getKeyword().equals("format")
                && error.getSchemaNode().asText().equals(PatternFormat.NAME);
        return isPattern
                ? "must be a regular expression, neither too large by itself nor together with the others of the page"
                : error.getMessage();
    }

    private static boolean refersToItself(JsonNode schema, String at, FaultCollector faults) {
        var within = true;
        for (var member : schema.properties()) {
            var pointer = JsonPointers.of(at, member.getKey());
            if (member.getKey().equals("$ref")
                    && member.getValue().isTextual()
                    && !member.getValue().asText().startsWith("#")) {
                faults.add(pointer, "must refer to a place in its own page");
                within = false;
            }
            within &= refersToItself(member.getValue(), pointer, faults);
        }
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                within &= refersToItself(schema.get(i), at + "/" + i, faults);
            }
        }
        return within;
    }

    /** Whether two parameters are in branches of one page. A form uses only one of these branches. */
    static boolean samePage(String one, String other) {
        return page(one).equals(page(other));
    }

    /**
     * Returns the pointer of a page, such as {@code /spec/parameters/0}; {@code /spec/parameters} for a single page
     * without a list.
     */
    private static String page(String pointer) {
        var third = pointer.indexOf('/', "/spec/parameters/".length());
        var part = pointer.substring(0, third);
        return Character.isDigit(part.charAt(part.length() - 1)) ? part : "/spec/parameters";
    }

    /** Returns the schemas of the page's parameters by pointer, including those in conditional branches. */
    static Map<String, JsonNode> parameters(JsonNode page, String at) {
        var found = new LinkedHashMap<String, JsonNode>();
        collect(page, at, found);
        return found;
    }

    private static void collect(JsonNode schema, String at, Map<String, JsonNode> found) {
        for (var property : schema.path("properties").properties()) {
            found.put(JsonPointers.of(at + "/properties", property.getKey()), property.getValue());
        }
        for (var dependency : schema.path("dependencies").properties()) {
            collect(dependency.getValue(), JsonPointers.of(at + "/dependencies", dependency.getKey()), found);
        }
        for (var list : LISTS) {
            var parts = schema.path(list);
            for (int i = 0; i < parts.size(); i++) {
                collect(parts.get(i), at + "/" + list + "/" + i, found);
            }
        }
        for (var branch : BRANCHES) {
            if (schema.has(branch)) {
                collect(schema.path(branch), at + "/" + branch, found);
            }
        }
    }

    /**
     * The format of patterns. A JavaScript pattern that RE2 does not support is valid. All patterns of a page are limited
     * together, because each takes time and memory whenever a value is checked.
     */
    private static final class PatternFormat implements Format {

        private static final String NAME = "regex";
        private static final long MOST_STEPS = 5_000_000;

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public String getMessageKey() {
            return "format.regex";
        }

        @Override
        public boolean matches(ExecutionContext validation, String pattern) {
            StepBudget steps =
                    validation.getCollectorContext().computeIfAbsent(NAME, name -> new StepBudget(MOST_STEPS));
            try {
                steps.compile(pattern);
                return true;
            } catch (PatternSyntaxException e) {
                return LinearExpression.isOfOthers(e);
            } catch (LinearExpression.TooManySteps e) {
                return false;
            }
        }
    }
}
