package dev.milepost.platform.expressions;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelOptions;

/**
 * CEL's {@code matches} and {@code contains} in bounded time. CEL's own {@code matches} compiles a regular expression
 * before it checks its size, and the expression can come from an event. CEL's own {@code contains} takes quadratic
 * time.
 */
final class CelTexts {

    private static final int CACHED_INSTRUCTIONS = 100_000;

    private static final boolean PARTIAL = CelOptions.current().build().enableRegexPartialMatch();

    /** The steps to compile a character or an instruction of a regular expression. */
    static final int COMPILING = 20;

    private static final LoadingCache<String, Pattern> PATTERNS = Caffeine.newBuilder()
            .maximumWeight(CACHED_INSTRUCTIONS)
            .weigher((String text, Pattern pattern) -> text.length() + (int) LinearExpression.instructions(text))
            .build(LinearExpression::compile);

    private CelTexts() {}

    /** @param mostInstructions the maximum instructions of the regular expression */
    static boolean matches(String text, String expression, int mostInstructions) {
        var budget = CelBudget.current();
        budget.take((long) COMPILING * expression.length());
        Pattern pattern;
        try {
            // The same steps are taken whether the pattern is cached or not, so that results do not differ.
            budget.take(COMPILING * LinearExpression.instructions(expression));
            pattern = PATTERNS.get(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("The regular expression is not valid RE2, or is too large", e);
        }
        if (pattern.programSize() > mostInstructions) {
            throw new IllegalArgumentException("The regular expression is too large");
        }
        budget.take((long) pattern.programSize() * text.length());
        return PARTIAL ? pattern.matcher(text).find() : pattern.matches(text);
    }

    /** Knuth-Morris-Pratt search, in linear time. */
    static boolean contains(String text, String wanted) {
        CelBudget.current().take((long) text.length() + wanted.length());
        if (wanted.length() > text.length()) {
            return false;
        }
        var borders = borders(wanted);
        int matched = 0;
        for (int i = 0; i < text.length() && matched < wanted.length(); i++) {
            while (matched > 0 && text.charAt(i) != wanted.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += text.charAt(i) == wanted.charAt(matched) ? 1 : 0;
        }
        return matched == wanted.length();
    }

    /** The failure function: for each prefix, the length of its longest proper prefix that is also its suffix. */
    private static int[] borders(String text) {
        var borders = new int[text.length()];
        for (int i = 1, matched = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != text.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += text.charAt(i) == text.charAt(matched) ? 1 : 0;
            borders[i] = matched;
        }
        return borders;
    }
}
