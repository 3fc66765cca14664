package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.milepost.platform.text.Trim;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTextsTest {

    private final Random random = new Random(13);

    @Test
    void trimsLikeReferenceExpressions() {
        for (int i = 0; i < 10_000; i++) {
            var text = text("/a", 8);

            assertThat(Trim.leading(text, '/')).isEqualTo(text.replaceFirst("^/+", ""));
            assertThat(Trim.trailing(text, '/')).isEqualTo(text.replaceFirst("/+$", ""));
            assertThat(Trim.both(text, '/')).isEqualTo(text.replaceAll("^/+|/+$", ""));
        }
    }

    @Test
    void findsSubstring() {
        for (int i = 0; i < 10_000; i++) {
            var text = text("ab", 12);
            var wanted = text("ab", 4);

            assertThat(CelTexts.contains(text, wanted)).isEqualTo(text.contains(wanted));
        }
    }

    @Test
    void findsSubstringInLinearTime() {
        CelBudget.begin();

        assertThat(CelTexts.contains("ab".repeat(500_000), "ab".repeat(250_000) + "c"))
                .isFalse();
    }

    @Test
    void neverUnderestimatesExpressionSize() {
        for (int i = 0; i < 10_000; i++) {
            var expression = expression(4);

            assertThat(new ExpressionSize(expression, 100).instructions() + 10)
                    .as(expression)
                    .isGreaterThanOrEqualTo(Pattern.compile(expression).programSize() / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{100}){100}){100}){100})",
                "(a{1000}){1000}",
                "((a{99}b?){99,}){99}",
                "[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}",
                "a(?=b)",
                "(a)\\1"
            })
    void refusesUnboundedExpressions(String expression) {
        assertThatThrownBy(() -> LinearExpression.compile(expression)).isInstanceOf(PatternSyntaxException.class);
        CelBudget.begin();
        assertThatThrownBy(() -> CelTexts.matches("a", expression, 10_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"(?=a)b, true", "(?<!a)b, true", "(a)\\1, true", "'x{1,2000}', true", "(, false", "[, false"})
    void detectsUnsupportedRegexSyntax(String expression, boolean known) {
        assertThatThrownBy(() -> LinearExpression.compile(expression))
                .isInstanceOfSatisfying(
                        PatternSyntaxException.class,
                        fault -> assertThat(LinearExpression.isOfOthers(fault)).isEqualTo(known));
    }

    @Test
    void refusesDeeplyNestedExpressions() {
        assertThatThrownBy(() -> LinearExpression.compile("(".repeat(4_000) + ")".repeat(4_000)))
                .isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"^[0-9a-f]{40}$", "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "^\\u0041[^\\u0000]{3}$", "\\Qa.b\\E"})
    void acceptsCommonExpressions(String expression) {
        assertThat(LinearExpression.compile(expression)).isNotNull();
    }

    @Test
    void stopsEvaluationAfterStepLimit() {
        CelBudget.begin();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        CelTexts.matches("ab".repeat(500_000), "(a|b)*c", 10_000);
                    }
                })
                .isInstanceOf(CelBudget.Exceeded.class);
    }

    private String text(String letters, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private String expression(int depth) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(7)) {
            case 0 -> "a";
            case 1 -> "[a-c]";
            case 2 -> "\\d";
            case 3 -> "(?:" + expression(depth - 1) + "){" + random.nextInt(1, 5) + "," + random.nextInt(5, 9) + "}";
            case 4 -> "(" + expression(depth - 1) + "|" + expression(depth - 1) + ")";
            case 5 -> expression(depth - 1) + expression(depth - 1);
            default -> "(?:" + expression(depth - 1) + "){" + random.nextInt(1, 9) + "}";
        };
    }
}
