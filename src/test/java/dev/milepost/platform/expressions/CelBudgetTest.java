package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that a stranger may write, each over data of a megabyte. */
class CelBudgetTest {

    /** What a slow and busy machine may take. Without limits, most of these take hours. */
    private static final Duration MOST = Duration.ofSeconds(20);

    /** A list of two equal parts, each of two equal parts, and so on. */
    private static final String DEEP = "[0, 0]" + ".map(a, [a, a])".repeat(30);

    private static final BoundedCel CEL =
            new BoundedCel(4_000, 1_000, 5_000_000, Map.of("data", MapType.create(SimpleType.STRING, SimpleType.DYN)));

    private static final Map<String, Object> DATA = Map.of(
            "data",
            Map.of(
                    "list", IntStream.range(0, 900).mapToObj(i -> "x" + i).toList(),
                    "large", Collections.nCopies(200_000, "xxxxx"),
                    "text", "x".repeat(1_000_000),
                    "hours", "1h".repeat(500_000),
                    "digits", "9".repeat(1_000_000),
                    "n", 1L));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[DEEP].all(l, l[0] == l[1])",
                "[DEEP].exists(l, l[0] != l[1] || l[1] != l[0] || true)",
                "[DEEP].all(l, l[0] in [l[1]])",
                "[DEEP].all(l, {'a': l[0]} == {'a': l[1]})",
                "{dyn(DEEP): 1} == {}",
                "{}[DEEP] == 1",
                "{1: 2}[dyn(DEEP)] == 1",
                "(DEEP)[5000000000] == []",
                "dyn(DEEP) ? true : false",
                "dyn(DEEP) && true",
                "!dyn(DEEP)",
                "-dyn(DEEP) == 1",
                "dyn(DEEP).a == 1",
                "dyn(DEEP) + 1 == 1",
                "string(dyn(DEEP)) == ''",
                "[DEEP].exists(l, dyn(l))",
                "dyn(DEEP).matches('a')",
                "duration(data.hours) > duration('1h')",
                "data.list.exists(x, data.text in data.large)",
                "data.list.exists(x, data.large == data.large + [x])",
                "data.list.exists(x, data.large || data.large || data.large || data.large || data.large)",
                "data.list.exists(x, data.large[9999999999] == 1)",
                "data.list.exists(x, timestamp(data.text) == timestamp(data.digits))",
                "data.list.exists(x, timestamp('2020-01-01T00:00:00Z').getHours(data.text) == 1)",
                "data.list.exists(x, size(data.text + x) == 1)",
                "data.list.exists(x, ('(' + x + '){1,900}').matches('(' + x + '){1,900}'))"
            })
    void evaluatesNothingForLong(String expression) {
        var program = CEL.compile(expression.replace("DEEP", DEEP));

        assertTimeoutPreemptively(MOST, () -> assertFails(program));
    }

    /** An exception takes as long as many comparisons. */
    @ParameterizedTest
    @ValueSource(strings = {"data.a", "x.a", "x.all(y, true)", "int(x) > 1", "data.n + x == x", "'('.matches('(')"})
    void failsNotForLong(String failing) {
        var program = CEL.compile(
                "data.list.exists(x, %s)".formatted(String.join(" || ", Collections.nCopies(150, failing))));

        assertTimeoutPreemptively(MOST, () -> assertFails(program));
    }

    @ParameterizedTest
    @ValueSource(strings = {".map(a, {a: a})", ".map(a, {{a: a}: [a]})", ".map(a, {[a]: a})"})
    void compilesNoTypeThatDoubles(String step) {
        var expression = "data.list" + step.repeat(20) + " == []";

        assertTimeoutPreemptively(MOST, () -> {
            assertThatThrownBy(() -> CEL.compile(expression)).isInstanceOf(BoundedCel.InvalidExpression.class);
        });
    }

    /** A list or map inside a macro makes the type larger with each macro. */
    @Test
    void compilesNoTypeThatGrows() {
        var expression = "data.list"
                + ".map(a, %sa%s)".formatted("[".repeat(40), "]".repeat(40)).repeat(20) + ".map(a, {a: a})".repeat(8)
                + " == []";

        assertThatThrownBy(() -> CEL.compile(expression))
                .isInstanceOf(BoundedCel.InvalidExpression.class)
                .hasMessageContaining("nests lists or maps too deeply");
    }

    /** Each of these macros doubles the type. */
    @Test
    void compilesTypesUpToALimit() {
        assertThat(CEL.compile("data.list" + ".map(a, {a: a})".repeat(4) + " == []"))
                .isNotNull();
        assertThatThrownBy(() -> CEL.compile("data.list" + ".map(a, {a: a})".repeat(5) + " == []"))
                .isInstanceOf(BoundedCel.InvalidExpression.class);
    }

    @Test
    void namesTheFaultInAFewWords() {
        assertThatThrownBy(() -> CEL.compile(String.join("||", Collections.nCopies(400, "z"))))
                .isInstanceOf(BoundedCel.InvalidExpression.class)
                .message()
                .hasSizeLessThan(1_000);
    }

    /** What has taken too much is over; nothing after it makes it true. */
    @Test
    void goesOnWithNothingAfterTheLimit() {
        var program = CEL.compile("[%s].exists(l, l[0] == l[1] || true) || true".formatted(DEEP));

        assertThatThrownBy(() -> program.evaluate(DATA))
                .isInstanceOf(CelEvaluationException.class)
                .hasMessage("The expression takes too many steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.list.map(x, [x, x])[899][1] == 'x899'",
                "data.list.filter(x, x != data.text).size() == 900",
                "data.list.map(x, x + 'y').exists(y, y == 'x9y')",
                "data.large.size() == 200000 && data.text.size() == 1000000",
                "data.list.exists(x, x.matches('^[a-z]+899$'))",
                "data.large[1] in data.large && !(data.text in data.large)",
                "{data.list[0]: 1}['x0'] == 1",
                "data.list.all(x, has(data.n) && type(x) == string && data.n in {1: x})",
                "duration('36h10m') > duration('1h') && timestamp('1970-01-01T00:00:00Z').getHours('Europe/Paris') == 1"
            })
    void evaluatesWhatPeopleWrite(String expression) throws CelEvaluationException {
        assertThat(CEL.compile(expression).evaluate(DATA)).isEqualTo(true);
    }

    /** A failing operand is an error, which the other operand outweighs, whichever comes first. */
    @Test
    void takesAnOperandThatIsNoBooleanForAnError() throws CelEvaluationException {
        assertThat(CEL.compile("data.n || true").evaluate(DATA)).isEqualTo(true);
        assertThat(CEL.compile("true || data.n").evaluate(DATA)).isEqualTo(true);
        assertThat(CEL.compile("data.n && false").evaluate(DATA)).isEqualTo(false);
        assertFails(CEL.compile("data.n || false"));
        assertFails(CEL.compile("data.n ? true : true"));
    }

    /** Ten thousand elements take no more memory for each element than ten. */
    @Test
    void mapsLongLists() throws CelEvaluationException {
        var cel = new BoundedCel(4_000, 20_000, 5_000_000, Map.of("list", SimpleType.DYN));

        var program = cel.compile("list.map(x, x + 1).size() == 10000");

        assertThat(program.evaluate(Map.of("list", Collections.nCopies(10_000, 1L))))
                .isEqualTo(true);
    }

    private static void assertFails(CelProgram program) {
        assertThatThrownBy(() -> program.evaluate(DATA))
                .isInstanceOf(CelEvaluationException.class)
                .message()
                .isNotEmpty();
    }

    @Test
    void isThereForEachEvaluationAnew() throws CelEvaluationException {
        var program = CEL.compile("data.list.exists(x, data.text in data.large) || true");
        var cheap = CEL.compile("data.n == 1");

        for (int i = 0; i < 3; i++) {
            assertFails(program);
            assertThat(cheap.evaluate(DATA)).isEqualTo(true);
        }
    }
}
