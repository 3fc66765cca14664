package dev.milepost.platform.expressions;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.CelBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload.Binary;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;

/**
 * {@code matches} and {@code contains} of CEL in bounded time. The library compiles an expression before it measures it, and
 * one may stand in an event; and it looks for a text in the square of their lengths.
 */
public final class CelTexts {

    /** About two seconds. */
    private static final long MOST_STEPS = 200_000_000;

    private static final int REMEMBERED_INSTRUCTIONS = 100_000;

    private static final boolean PARTIAL = CelOptions.current().build().enableRegexPartialMatch();

    /** The steps of the evaluation under way on a thread. */
    private static final ThreadLocal<long[]> STEPS = ThreadLocal.withInitial(() -> new long[1]);

    private static final LoadingCache<String, Pattern> PATTERNS = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_INSTRUCTIONS)
            .weigher((String text, Pattern pattern) -> text.length() + pattern.programSize())
            .build(LinearExpression::compile);

    private CelTexts() {}

    /**
     * CEL's own functions, and these instead of those that have no bound.
     *
     * @param mostInstructions of one regular expression
     */
    public static CelBuilder bounded(CelBuilder builder, int mostInstructions) {
        Binary<String, String> matches = (text, expression) -> matches(text, expression, mostInstructions);
        return builder.setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().build())
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(StandardFunction.MATCHES, StandardFunction.CONTAINS)
                        .build())
                .addFunctionBindings(
                        CelFunctionBinding.from("matches", String.class, String.class, matches),
                        CelFunctionBinding.from("matches_string", String.class, String.class, matches),
                        CelFunctionBinding.from("contains_string", String.class, String.class, CelTexts::contains));
    }

    /** Begins an evaluation, which may take so many steps in all. */
    public static void begin() {
        STEPS.get()[0] = 0;
    }

    static boolean matches(String text, String expression, int mostInstructions) {
        Pattern pattern;
        try {
            pattern = PATTERNS.get(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("It is no regular expression of RE2, or too large a one", e);
        }
        if (pattern.programSize() > mostInstructions) {
            throw new IllegalArgumentException("The regular expression is too large");
        }
        take((long) pattern.programSize() * text.length());
        return PARTIAL ? pattern.matcher(text).find() : pattern.matches(text);
    }

    /** Knuth, Morris and Pratt's search. */
    static boolean contains(String text, String wanted) {
        take((long) text.length() + wanted.length());
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

    /** For each beginning, how long its longest beginning is that it ends with too. */
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

    private static void take(long steps) {
        var taken = STEPS.get();
        taken[0] += steps;
        if (taken[0] > MOST_STEPS) {
            throw new IllegalStateException("The expression takes too many steps");
        }
    }
}
