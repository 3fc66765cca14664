package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final List<String> PARTS = List.of(
            "data.a == \"x\"",
            "\"y\" == data.b",
            "data.c.d == \"x\"",
            "data.a != \"y\"",
            "(data.a == \"x\" || data.b == \"x\")",
            "has(data.b)",
            "data.n > 1",
            "type == \"x.y\"");

    private static final List<String> VALUES =
            List.of("\"x\"", "\"y\"", "1", "2", "null", "{\"d\": \"x\"}", "{\"d\": 1}");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            data.a == "x" && data.n > 1 ; {"a": "y"}           ; true
            data.a == "x" && data.n > 1 ; {"a": 1, "n": 2}     ; false
            data.a == "x" && data.n > 1 ; {"n": 2}             ; false
            data.a == "x" || data.n > 1 ; {"a": "y", "n": 2}   ; false
            !(data.a == "x")            ; {"a": "y"}           ; false
            """)
    void skipsEvaluationWithoutRequiredFields(String expression, String data, boolean broken) {
        var prefilter = EventFilter.of(expression).prefilter();

        assertThat(prefilter.excludes(event("e", "x.y", "2026-06-01T10:00:00Z", data)))
                .isEqualTo(broken);
    }

    /** Numbers of JSON have no end, and those of CEL do. */
    @ParameterizedTest
    @CsvSource({"9223372036854775807", "9223372036854775808", "18446744073709551617", "1e300"})
    void comparesLargeNumbers(String number) {
        var event = event("e", "x.y", "2026-06-01T10:00:00Z", "{\"n\": %s}".formatted(number));

        assertThat(EventFilter.of("data.n > 1000").matches(event)).contains(true);
    }

    /** A law: what is found out at a glance is what CEL says of all of it. */
    @Seeds(bounded = 80, all = 400)
    void prefiltersLikeExpression(long seed) {
        var random = new Random(seed);
        var expression = String.join(
                " && ",
                random.ints(1 + random.nextInt(3), 0, PARTS.size())
                        .mapToObj(PARTS::get)
                        .toList());
        var whole = EventFilter.of("!(!(%s))".formatted(expression));
        var prefilter = EventFilter.of(expression);

        for (int i = 0; i < 20; i++) {
            var data = new StringBuilder("{\"z\": 1");
            for (var name : List.of("a", "b", "c", "n")) {
                if (random.nextInt(4) > 0) {
                    data.append(", \"%s\": %s".formatted(name, VALUES.get(random.nextInt(VALUES.size()))));
                }
            }
            var event = event("e", "x.y", "2026-06-01T10:00:00Z", data + "}");

            assertThat(prefilter.matches(event))
                    .as("%s of %s", expression, data)
                    .isEqualTo(whole.matches(event));
        }
    }

    @Test
    void limitsLength() {
        assertThat(EventFilter.of("true || data.a == \"%s\"".formatted("x".repeat(1_900))))
                .isNotNull();
        assertThatThrownBy(() -> EventFilter.of("true || data.a == \"%s\"".formatted("x".repeat(2_000))))
                .isInstanceOf(BoundedCel.InvalidExpression.class);
    }

    /** A pattern that takes more than it may is judged by nobody, and costs nobody anything. */
    @Test
    void refusesUnboundedPatterns() {
        var event = event("e", "x.y", "2026-06-01T10:00:00Z", "{\"a\": \"x\"}");

        assertThat(EventFilter.of("data.a.matches(\"x{1,200}\")").matches(event))
                .contains(true);
        assertThat(EventFilter.of("data.a.matches(\"(x{1,200}){1,10}\")").matches(event))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "data.a == \"x\" && type == \"x.y\""})
    void printsItsExpression(String expression) {
        assertThat(EventFilter.of(expression)).hasToString("\"" + expression.replace("\"", "\\\"") + "\"");
    }

    /** Twenty times twice as long: of a text of half a megabyte that would be half a terabyte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[data.a]%s[0] == \"x\"",
                "[data.l]%s[0] == [1]",
                "size([data.a]%s[0]) > 1",
                "size([data.l]%s[0]) > 1"
            })
    void limitsTextAndListSize(String expression) {
        var data = "{\"a\": \"%s\", \"l\": [%s]}".formatted("x".repeat(500_000), "1,".repeat(100_000) + "1");
        var event = event("e", "x.y", "2026-06-01T10:00:00Z", data);

        var doubled = EventFilter.of(expression.formatted(".map(v, v + v)".repeat(20)));

        assertThat(doubled.matches(event)).isEmpty();
    }

    @Test
    void limitsTotalTextSize() {
        var data = "{\"a\": \"%s\", \"l\": [%s]}".formatted("x".repeat(500_000), "1,".repeat(900) + "1");
        var event = event("e", "x.y", "2026-06-01T10:00:00Z", data);

        assertThat(EventFilter.of("size(data.l.map(n, bytes(data.a))) > 1").matches(event))
                .isEmpty();
        assertThat(EventFilter.of("size(data.l.map(n, data.a + \"b\")) > 1").matches(event))
                .isEmpty();
        assertThat(EventFilter.of("size(data.l.map(n, n + 1)) > 1").matches(event))
                .contains(true);
        assertThat(EventFilter.of("data.a + \"b\" != \"b\"").matches(event)).contains(true);
    }
}
