package dev.milepost.platform.schemas;

import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import dev.milepost.platform.expressions.LinearExpression;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final SchemaRegistry LIBRARY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static List<Dialect.Builder> dialects() {
        return List.of(JsonSchemas.draft7(), JsonSchemas.draft202012());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void takesLinearTimeForEqualHashCodes(Dialect.Builder dialect) {
        var texts = collidingTexts(30_000);
        var choice = NODES.objectNode().set("enum", texts);
        var another = NODES.textNode(colliding(40_000));

        assertTimeoutPreemptively(LIMIT, () -> {
            assertThat(errors(dialect, json("{'uniqueItems': true}"), texts)).isEmpty();
            assertThat(errors(
                            dialect,
                            json("{'uniqueItems': true}"),
                            texts.deepCopy().add(texts.get(0))))
                    .hasSize(1);
            assertThat(errors(dialect, choice, texts.get(29_999))).isEmpty();
            assertThat(errors(dialect, choice, another)).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | 1.0 | true",
                "1 | 1e0 | true",
                "100 | 1e2 | true",
                "0 | -0.0 | true",
                "0.1 | 1e-1 | true",
                "12345678901234567890 | 12345678901234567891 | false",
                "1 | '1' | false",
                "1 | true | false",
                "0 | false | false",
                "0 | null | false",
                "'null' | null | false",
                "'' | null | false",
                "[] | {} | false",
                "[] | '' | false",
                "[1, 2] | [1.0, 2] | true",
                "[1, 2] | [2, 1] | false",
                "[1, [2]] | [1, 2] | false",
                "[[], []] | [[[]]] | false",
                "['a', 'b'] | ['ab'] | false",
                "['a,b'] | ['a', 'b'] | false",
                "[12] | [1, 2] | false",
                "{'a': 1, 'b': [2]} | {'b': [2.0], 'a': 1.0} | true",
                "{'a': 1} | {'a': 1, 'b': null} | false",
                "{'a': {'b': 1}} | {'a': {'b': 2}} | false",
                "{'ab': 'c'} | {'a': 'bc'} | false"
            })
    void comparesAsJsonSchemaDefines(String one, String other, boolean equal) {
        assertThat(areEqual(json(one), json(other))).isEqualTo(equal);
        assertThat(areEqual(json(other), json(one))).isEqualTo(equal);
    }

    /** A law: all three keywords agree with a comparison of every part with every part. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void agreesWithAPairwiseComparison(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var one = value(random, 3);
            var other = random.nextBoolean() ? rewritten(one, random) : value(random, 3);

            assertThat(areEqual(one, other))
                    .as("%s and %s", one, other)
                    .isEqualTo(one.equals(JsonSchemasTest::compareNumbers, other));
        }
    }

    /** A law: where all numbers are integers, the library compares rightly, and the results and messages are the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void agreesWithTheLibrary(long seed) {
        var random = new Random(seed);
        var dialect = JsonSchemas.draft7();
        for (int i = 0; i < 300; i++) {
            var items = NODES.arrayNode();
            IntStream.range(0, 1 + random.nextInt(4)).forEach(n -> items.add(integers(value(random, 2))));
            var schema = NODES.objectNode();
            switch (random.nextInt(3)) {
                case 0 -> schema.put("uniqueItems", random.nextBoolean());
                case 1 -> schema.putArray("enum").add(items).add(integers(value(random, 2)));
                default -> schema.set("const", random.nextBoolean() ? items : integers(value(random, 2)));
            }
            var expected = LIBRARY.getSchema(schema).validate(items).stream()
                    .map(Error::getMessage)
                    .distinct()
                    .toList();

            assertThat(errors(dialect, schema, items))
                    .as("%s by %s", items, schema)
                    .extracting(Error::getMessage)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void writesANumberWithAnExponentInFewCharacters() {
        assertThat(JsonEqualityKey.of(NODES.numberNode(new BigDecimal("1e1000000000"))))
                .hasSizeLessThan(20);
        assertThat(JsonEqualityKey.of(NODES.numberNode(new BigDecimal("1e-1000000000"))))
                .hasSizeLessThan(20);
        assertThat(JsonEqualityKey.of(NODES.numberNode(Double.POSITIVE_INFINITY)))
                .isEqualTo("Infinity;");
    }

    private static boolean areEqual(JsonNode one, JsonNode other) {
        var dialect = JsonSchemas.draft202012();
        var constant = NODES.objectNode().set("const", one);
        var choice =
                NODES.objectNode().set("enum", NODES.arrayNode().add("another").add(one));
        var pair = NODES.arrayNode().add(one).add(other);
        var equal = errors(dialect, constant, other).isEmpty();
        assertThat(errors(dialect, choice, other).isEmpty()).isEqualTo(equal);
        assertThat(errors(dialect, json("{'uniqueItems': true}"), pair).isEmpty())
                .isEqualTo(!equal);
        return equal;
    }

    private static List<Error> errors(Dialect.Builder dialect, JsonNode schema, JsonNode value) {
        return JsonSchemas.validate(
                JsonSchemas.registry(dialect, LinearExpression::of).getSchema(schema), value);
    }

    private static int compareNumbers(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    /** Few different values, so that many are equal. */
    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(3));
            case 3 -> NODES.numberNode(random.nextInt(6) / 2.0);
            case 4 -> NODES.numberNode(new BigDecimal("1.50").multiply(BigDecimal.valueOf(random.nextInt(3))));
            case 5 ->
                NODES.textNode(List.of("", "1", "null", "Aa", "BB", "[", "\"1:").get(random.nextInt(7)));
            case 6 -> {
                var object = NODES.objectNode();
                IntStream.range(0, random.nextInt(3))
                        .forEach(i -> object.set(random.nextBoolean() ? "Aa" : "BB", value(random, depth - 1)));
                yield object;
            }
            default -> {
                var array = NODES.arrayNode();
                IntStream.range(0, random.nextInt(3)).forEach(i -> array.add(value(random, depth - 1)));
                yield array;
            }
        };
    }

    /** The same value, with members in another order and numbers of other types. */
    private static JsonNode rewritten(JsonNode value, Random random) {
        if (value.isObject()) {
            var members = new ArrayList<>(value.properties());
            Collections.shuffle(members, random);
            var object = NODES.objectNode();
            members.forEach(member -> object.set(member.getKey(), rewritten(member.getValue(), random)));
            return object;
        } else if (value.isArray()) {
            var array = NODES.arrayNode();
            value.forEach(item -> array.add(rewritten(item, random)));
            return array;
        }
        return value.isNumber() ? NODES.numberNode(value.decimalValue().setScale(3)) : value;
    }

    private static JsonNode integers(JsonNode value) {
        if (value.isObject()) {
            var object = NODES.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), integers(member.getValue())));
            return object;
        } else if (value.isArray()) {
            var array = NODES.arrayNode();
            value.forEach(item -> array.add(integers(item)));
            return array;
        }
        return value.isNumber() ? NODES.numberNode(value.intValue()) : value;
    }

    private static ArrayNode collidingTexts(int number) {
        var texts = NODES.arrayNode();
        IntStream.range(0, number).mapToObj(JsonSchemasTest::colliding).forEach(texts::add);
        return texts;
    }

    /** Returns a text of its own for each number. All have the same hash code. */
    private static String colliding(int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
