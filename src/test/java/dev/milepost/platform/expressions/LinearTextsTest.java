package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.milepost.platform.text.Trim;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTextsTest {

    private static final Duration MOST = Duration.ofSeconds(20);

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

            CelBudget.begin(5_000_000);
            assertThat(CelTexts.contains(text, wanted)).isEqualTo(text.contains(wanted));
        }
    }

    @Test
    void findsSubstringInLinearTime() {
        CelBudget.begin(5_000_000);

        assertThat(CelTexts.contains("ab".repeat(500_000), "ab".repeat(250_000) + "c"))
                .isFalse();
    }

    @Test
    void neverUnderestimatesExpressionSize() {
        for (int i = 0; i < 10_000; i++) {
            assertNotUnderestimated(expression(4));
        }
    }

    /** Flags, quotations and classes next to repetitions and parentheses, most of them invalid. */
    @Test
    void neverUnderestimatesExpressionOfRandomParts() {
        var parts = List.of(
                "a",
                "{3}",
                "{2,}",
                "{0,3}",
                "{,3}",
                "{",
                "}",
                "(",
                "(?:",
                "(?i)",
                "(?i:",
                "(?s-m)",
                "(?P<n>",
                ")",
                "|",
                "*",
                "+",
                "?",
                "[",
                "[^",
                "]",
                "[:alpha:]",
                "[:",
                ":]",
                "-",
                "^",
                "$",
                "\\",
                "\\Q",
                "\\E",
                "\\d",
                "\\pL",
                "\\p{Greek}",
                "\\x{41}",
                "\\x41",
                "\\101",
                "é",
                ".",
                "#",
                "(a)",
                "[a-z]",
                "\\u0041");
        for (int i = 0; i < 200_000; i++) {
            var expression = random.ints(random.nextInt(1, 12), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            assertNotUnderestimated(expression);
        }
    }

    private static void assertNotUnderestimated(String expression) {
        long estimate;
        try {
            estimate = new ExpressionSize(expression, 100).instructions();
        } catch (PatternSyntaxException e) {
            return;
        }
        if (estimate < 100_000) {
            try {
                assertThat(estimate)
                        .as(expression)
                        .isGreaterThanOrEqualTo(Pattern.compile(expression).programSize());
            } catch (PatternSyntaxException e) {
                // What is invalid has no size.
            }
        }
    }

    /** RE2/J would nest them, and call itself for each. */
    @Test
    void refusesRepetitionsOfFlags() {
        for (var repetition : List.of("*", "+", "?", "{2}")) {
            assertThatThrownBy(() -> LinearExpression.compile("a(?s)" + repetition))
                    .isInstanceOf(PatternSyntaxException.class);
        }
        assertThat(LinearExpression.compile("a(?s).*")).isNotNull();
    }

    /** RE2/J looks for their other case without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1C80",
                "^(?i)a\u1C88",
                "(a(?s-m:b)(?si)\u1C85)",
                "(?i:\u1C80)",
                "(?i)\\x{1C80}",
                "(?i)\\u1C80",
                "(?i)[\u1C80]",
                "(?i)[a\\x{1C84}]",
                "(?i)[\u1C70-\u1C90]",
                "(?i)[\\x{80}-\\x{10FFFF}]",
                "(?i)[]\u1C80]",
                "(?i)[[:alpha:]\u1C80]",
                "(?i)\\Q\u1C80\\E"
            })
    void refusesLettersWithoutOtherCase(String expression) {
        assertTimeoutPreemptively(MOST, () -> {
            assertThatThrownBy(() -> LinearExpression.compile(expression))
                    .isInstanceOf(PatternSyntaxException.class)
                    .hasMessageContaining("U+1C80");
        });
    }

    /** All other letters have a case that RE2/J finds, in the expression and in the text. */
    @Test
    void ignoresCaseOfAllOtherLetters() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isLetter(c) && (c < 0x1C80 || c > 0x1C88)) {
                var letter = Character.toString(c);
                assertThat(LinearExpression.compile("(?i)" + letter)
                                .matcher(letter)
                                .find())
                        .isTrue();
            }
        }
        assertThat(LinearExpression.compile("(?i)\u0432").matcher("\u1C80").find())
                .isFalse();
    }

    @Test
    void limitsCaseRanges() {
        assertThat(LinearExpression.compile("(?i)[\u0400-\u04FF\u4E00-\u9FFF]")).isNotNull();

        assertThatThrownBy(() -> LinearExpression.compile("(?i)" + "[\\x{10000}-\\x{1FFFF}]".repeat(4)))
                .isInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(() -> LinearExpression.compile("\\pL".repeat(200)))
                .isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{100}){100}){100}){100})",
                "(a{1000}){1000}",
                "((a{99}b?){99,}){99}",
                "[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}[a-z]{1000}",
                "a(?=b)",
                "(a)\\1",
                "(a{9})(?i){100}(?i){100}",
                "(a{99})(?s){99}",
                "(a{99})[[:alpha:])(]{99}b{99}(c{99}[[:alpha:])(]){99}",
                "(a{99})\\Q\\E{99}",
                "{99999999999999999999}a{99999999999999999999}"
            })
    void refusesUnboundedExpressions(String expression) {
        assertThatThrownBy(() -> LinearExpression.compile(expression)).isInstanceOf(PatternSyntaxException.class);
        CelBudget.begin(5_000_000);
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
            strings = {
                "^[0-9a-f]{40}$",
                "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
                "^\\u0041[^\\u0000]{3}$",
                "\\Qa.b\\E",
                "(?i)^grün$",
                "^(\\p{L}+[ -]?){1,30}$",
                "\\\\u0041{3}"
            })
    void acceptsCommonExpressions(String expression) {
        assertThat(LinearExpression.compile(expression)).isNotNull();
    }

    @Test
    void stopsEvaluationAfterStepLimit() {
        CelBudget.begin(5_000_000);

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
