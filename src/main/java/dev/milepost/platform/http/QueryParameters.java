package dev.milepost.platform.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.google.re2j.Pattern;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.text.Shorten;
import dev.milepost.platform.text.SpellingSuggestion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The query parameters of each operation, as the contract has them. The build makes the index from {@code openapi/}, so the
 * parameters of a new operation are checked as soon as the contract has it.
 */
@Singleton
class QueryParameters {

    private static final String INDEX = "/META-INF/query-parameters.json";
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final int MOST_SHOWN = 60;

    private final Map<String, Map<String, QueryParameter>> operations;

    @Inject
    QueryParameters() {
        this(QueryParameters.class.getResourceAsStream(INDEX));
    }

    /** @param index a JSON object of operation ids, each with an object of parameters by name */
    QueryParameters(InputStream index) {
        var json = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var operation = json.getTypeFactory().constructMapType(TreeMap.class, String.class, QueryParameter.class);
        var all = json.getTypeFactory()
                .constructMapType(Map.class, json.getTypeFactory().constructType(String.class), operation);
        try (index) {
            this.operations = json.readValue(Objects.requireNonNull(index, INDEX), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A parameter.
     *
     * @param type of one value: string, integer or boolean
     * @param maxLength of one value, in characters
     * @param values the only values that it takes; empty if it takes others
     */
    record QueryParameter(boolean repeatable, boolean allowEmpty, String type, int maxLength, List<String> values) {

        QueryParameter {
            values = List.copyOf(values);
        }

        private void check(String name, List<String> given, List<Fault> faults) {
            if (given.size() > 1 && !repeatable) {
                faults.add(new Fault(name, "must not be repeated"));
            }
            given.stream()
                    .map(this::rule)
                    .filter(rule -> !rule.isEmpty())
                    .findFirst()
                    .ifPresent(rule -> faults.add(new Fault(name, rule)));
        }

        /** The rule that a value breaks; empty if there is none. */
        private String rule(String value) {
            if (value.isBlank()) {
                return allowEmpty ? "" : "must not be empty: leave the parameter out, or give it a value";
            }
            if (!values.isEmpty() && !values.contains(value)) {
                return "must be one of %s, not '%s'"
                        .formatted(String.join(", ", values), Shorten.to(MOST_SHOWN, value));
            }
            if (value.codePointCount(0, value.length()) > maxLength) {
                return "must be at most %d characters long".formatted(maxLength);
            }
            return switch (type) {
                case "integer" -> INTEGER.matches(value) ? "" : "must be an integer";
                case "boolean" -> value.equals("true") || value.equals("false") ? "" : "must be true or false";
                default -> "";
            };
        }
    }

    /**
     * The faults of the query of a request. An operation that the contract does not have has none: only operations of
     * tests are not in it.
     *
     * @param operation the operation's id, which is the name of its method
     * @param query the decoded parameters of the request
     */
    List<Fault> check(String operation, Map<String, List<String>> query) {
        var parameters = operations.get(operation);
        if (parameters == null || query.isEmpty()) {
            return List.of();
        }
        var faults = new ArrayList<Fault>(0);
        query.forEach((name, values) -> {
            var parameter = parameters.get(name);
            if (parameter == null) {
                faults.add(new Fault(name, unknown(name, parameters)));
            } else {
                parameter.check(name, values, faults);
            }
        });
        return faults;
    }

    private static String unknown(String name, Map<String, QueryParameter> parameters) {
        if (parameters.isEmpty()) {
            return "is not a parameter: this operation has no query parameters";
        }
        return SpellingSuggestion.find(name, parameters.keySet())
                .map(meant -> "is not a parameter of this operation. Did you mean %s?".formatted(meant))
                .orElseGet(() -> "is not a parameter of this operation. Its parameters are %s"
                        .formatted(String.join(", ", parameters.keySet())));
    }
}
