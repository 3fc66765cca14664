package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.format.Format;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

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
    static boolean validate(JsonNode page, ValuePath at, FaultCollector faults) {
        var exceeded = ChoiceLimits.exceeded(page, at);
        if (exceeded.isPresent()) {
            faults.add(exceeded.get().pointer(), exceeded.get().detail());
            return false;
        }
        var errors = JsonSchemas.validate(DRAFT_07, page);
        var reported = new HashSet<String>();
        for (var error : errors) {
            var pointer = at.pointer() + JsonSchemas.pointer(error);
            // Reports only the first of several faults of one value.
            if (!faults.isFull() && reported.add(pointer)) {
                faults.add(pointer, "is not a valid JSON Schema: " + message(error));
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

    private static boolean refersToItself(JsonNode schema, ValuePath at, FaultCollector faults) {
        var within = true;
        for (var member : schema.properties()) {
            var path = at.member(member.getKey());
            if (member.getKey().equals("$ref")
                    && member.getValue().isTextual()
                    && !member.getValue().asText().startsWith("#")) {
                faults.add(path.pointer(), "must begin with #, since a page may refer only to itself");
                within = false;
            }
            within &= refersToItself(member.getValue(), path, faults);
        }
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                within &= refersToItself(schema.get(i), at.element(i), faults);
            }
        }
        return within;
    }

    /**
     * The declaration of a parameter.
     *
     * @param at its path, which starts at the page
     */
    record Declaration(ValuePath at, JsonNode schema) {

        String name() {
            return at.name();
        }

        /** Whether both are in branches of one page. A form uses only one of these branches. */
        boolean isOnPageOf(Declaration other) {
            return at.start().equals(other.at.start());
        }
    }

    /** Returns the declarations of the page's parameters, including those in conditional branches. */
    static List<Declaration> parameters(JsonNode page, ValuePath at) {
        var found = new ArrayList<Declaration>();
        collect(page, at, found);
        return found;
    }

    private static void collect(JsonNode schema, ValuePath at, List<Declaration> found) {
        var properties = at.member("properties");
        for (var property : schema.path("properties").properties()) {
            found.add(new Declaration(properties.member(property.getKey()), property.getValue()));
        }
        var dependencies = at.member("dependencies");
        for (var dependency : schema.path("dependencies").properties()) {
            collect(dependency.getValue(), dependencies.member(dependency.getKey()), found);
        }
        for (var list : LISTS) {
            var parts = schema.path(list);
            for (int i = 0; i < parts.size(); i++) {
                collect(parts.get(i), at.member(list).element(i), found);
            }
        }
        for (var branch : BRANCHES) {
            if (schema.has(branch)) {
                collect(schema.path(branch), at.member(branch), found);
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
