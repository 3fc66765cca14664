package dev.milepost.upgrades.plans;

import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.upgrades.plans.TemplateRelease.Parameter;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and schemas that cost as much as possible. */
class HostileParametersTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_CHARACTERS = 100_000;

    @Test
    void comparesItemsWithEqualHashCodes() {
        var texts = texts(0, 30_000);

        assertThat(faults("{'uniqueItems': true}", texts)).isEmpty();
    }

    /** A part of a schema may name a dialect of its own. */
    @Test
    void comparesItemsOfAnotherDialect() {
        var schema = "{'properties': {'a': {'$id': 'http://x/y',"
                + " '$schema': 'https://json-schema.org/draft/2020-12/schema', 'uniqueItems': true}}}";

        assertThat(faults(schema, "{'a': " + texts(0, 30_000) + "}")).isEmpty();
        assertThat(faults(schema, "{'a': [1, 1]}")).hasSize(1);
    }

    @Test
    void comparesAllowedValuesWithEqualHashCodes() {
        assertThat(faults("{'enum': " + texts(0, 30_000) + "}", text(40_000))).hasSize(1);
        assertThat(faults("{'enum': " + texts(0, 30_000) + "}", text(29_999))).isEmpty();
    }

    /** Each item breaks each keyword: 30 million errors. */
    @Test
    void endsAtManyErrors() {
        var schema = "{'items': {'allOf': [" + repeated("{'minimum': 5}", 2_000) + "]}}";

        assertThat(faults(schema, "[" + repeated("1", 1_500) + "]"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(100);
        assertThat(faults(schema, "[" + repeated("1", 15_000) + "]"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("too long"));
    }

    @Test
    void endsAtManyMissingMembers() {
        var names = IntStream.range(0, 1_500).mapToObj(i -> "'a" + i + "'").collect(Collectors.joining(","));

        assertThat(faults("{'items': {'required': [" + names + "]}}", "[" + repeated("{}", 1_500) + "]"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void keepsMessagesShort() {
        var faults = faults("{'items': {'enum': ['" + "x".repeat(200_000) + "']}}", "[" + repeated("1", 200) + "]");

        assertThat(faults).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // A few patterns of thousands of instructions, on a long text
                "{'allOf': [%s]} | {'pattern': '(a{0,28}){0,28}$'} | 10 | 20000",
                "{'allOf': [%s]} | {'pattern': '(a{0,28}){0,28}$'} | 20 | 2000",
                // Thousands of patterns, each of which takes time and memory without any text
                "{'allOf': [%s]} | {'pattern': '(a{0,28}){0,28}'} | 5000 | 1",
                "{'patternProperties': {%s}} | '%d(a{0,28}){0,28}': true | 3000 | 1"
            })
    void limitsPatternsTogether(String schema, String part, int parts, int length) {
        var all = IntStream.range(0, parts).mapToObj(i -> part.replace("%d", Integer.toString(i)));

        var faults = faults(schema.formatted(all.collect(Collectors.joining(","))), "'" + "a".repeat(length) + "b'");

        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("too long"));
    }

    @Test
    void limitsTheValuesOfARequestTogether() {
        var schema = json("{'items': {'allOf': [" + repeated("{'minimum': 0}", 1_000) + "]}}");
        var value = json("[" + repeated("1", 2_000) + "]");
        var path = new HashMap<String, Parameter>();
        var given = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 100).forEach(i -> {
            path.put("p" + i, new Parameter(schema, false));
            given.set("p" + i, value);
        });

        var faults = faults(path, given);

        assertThat(faults)
                .hasSizeBetween(90, 99)
                .allSatisfy(fault -> assertThat(fault.detail()).contains("too long"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'multipleOf': 3}", "{'enum': [1]}", "{'const': 1}", "{'minimum': 1}", "{'type': 'integer'}"})
    void refusesNumbersBeyondADouble(String schema) {
        for (var value : List.of("1e1000000000", "-1e1000000000", "9".repeat(1_000), "[{'a': 1e400}]")) {
            assertThat(faults(schema, value)).singleElement().satisfies(fault -> {
                assertThat(fault.pointer()).isEqualTo("/parameters/p~1q");
                assertThat(fault.detail()).isEqualTo("has a number that is too large");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-1000000000", "1e308", "1e-308"})
    void checksNumbersWithLargeExponents(String value) {
        for (var schema : List.of("{'multipleOf': 1e-308}", "{'multipleOf': 1e308}", "{'enum': [1]}", "{'const': 1}")) {
            assertThat(faults(schema, value)).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(faults("{'multipleOf': 7}", "9".repeat(300))).hasSizeLessThanOrEqualTo(1);
    }

    /** 1.5 million errors of branches, of which each has 1,000. */
    @ParameterizedTest
    @ValueSource(strings = {"oneOf", "anyOf"})
    void countsTheErrorsOfAllBranchesTogether(String choice) {
        var schema = "{'" + choice + "': [" + repeated("{'items': {'type': 'string'}}", 1_500) + "]}";

        assertThat(faults(schema, "[" + repeated("1", 1_000) + "]"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("branches"));
    }

    /** References are not followed, so they cannot multiply. */
    @Test
    void followsNoReferences() {
        var schema = new StringBuilder("{'allOf': [{'$ref': '#/definitions/a0'}], 'definitions': {");
        IntStream.range(0, 60)
                .forEach(i -> schema.append(
                        "'a%1$d': {'allOf': [{'$ref': '#/definitions/a%2$d'}, {'$ref': '#/definitions/a%2$d'}]},"
                                .formatted(i, i + 1)));

        assertThat(faults(schema.append("'a60': {}}}").toString(), "1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneOf", "anyOf", "allOf"})
    void nestsChoices(String choice) {
        var schema = ("{'" + choice + "': [{'type': 'string'}, ").repeat(40) + "{'type': 'string'}" + "]}".repeat(40);

        assertThat(faults(schema, "1")).isNotEmpty();
        assertThat(faults("{'items': {'contains': " + schema + "}}", "[" + repeated("[1, 2]", 500) + "]"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "date-time",
                "time",
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "iri",
                "iri-reference",
                "uuid",
                "json-pointer",
                "relative-json-pointer",
                "regex"
            })
    void checksFormats(String format) {
        var schema = "{'items': {'allOf': [" + repeated("{'format': '" + format + "'}", 100) + "]}}";
        for (var part : List.of("a", "a.", "(", "é")) {
            var text = "'" + part.repeat(1_000 / part.length()) + "'";

            assertThat(faults(schema, "[" + repeated(text, 30) + "]")).hasSizeLessThanOrEqualTo(100);
        }
    }

    private static List<Fault> faults(String schema, String value) {
        return faults(schema, json(value));
    }

    private static List<Fault> faults(String schema, JsonNode value) {
        var given = JsonNodeFactory.instance.objectNode();
        given.set("p/q", value);
        return faults(Map.of("p/q", new Parameter(json(schema), false)), given);
    }

    private static List<Fault> faults(Map<String, Parameter> asked, ObjectNode given) {
        var path = new ParameterUpgradePath(Map.of(), asked, new HashMap<>());
        var refused = assertTimeoutPreemptively(
                LIMIT,
                () -> catchThrowableOfType(
                        ProblemException.class, () -> ParameterValues.of(path, ParameterValues.none(), given)));
        if (refused != null) {
            assertThat(refused.type()).isEqualTo(ProblemType.INVALID_PLAN_REQUEST);
        }
        var faults = refused == null ? List.<Fault>of() : refused.faults();
        assertThat(faults.stream().mapToInt(fault -> fault.detail().length()).sum())
                .isLessThan(MOST_CHARACTERS);
        return faults;
    }

    private static String repeated(String part, int times) {
        return String.join(",", Collections.nCopies(times, part));
    }

    private static JsonNode texts(int from, int to) {
        var texts = JsonNodeFactory.instance.arrayNode();
        IntStream.range(from, to).mapToObj(HostileParametersTest::text).forEach(texts::add);
        return texts;
    }

    /** Returns a text of its own for each number. All have the same hash code. */
    private static JsonNode text(int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return JsonNodeFactory.instance.textNode(text.toString());
    }
}
