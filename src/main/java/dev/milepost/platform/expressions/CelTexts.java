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
 * CEL's {@code matches} and {@code contains} in bounded time. CEL's own {@code matches} compiles a regular expression
 * before it checks its size, and the expression can come from an event. CEL's own {@code contains} takes quadratic
 * time.
 */
public final class CelTexts {

    /** The maximum steps of one evaluation, which take about two seconds. */
    private static final long MOST_STEPS = 200_000_000;

    private static final int REMEMBERED_INSTRUCTIONS = 100_000;

    private static final boolean PARTIAL = CelOptions.current().build().enableRegexPartialMatch();

    /** The steps of the current evaluation on this thread. */
    private static final ThreadLocal<long[]> STEPS = ThreadLocal.withInitial(() -> new long[1]);

    private static final LoadingCache<String, Pattern> PATTERNS = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_INSTRUCTIONS)
            .weigher((String text, Pattern pattern) -> text.length() + pattern.programSize())
            .build(LinearExpression::compile);

    private CelTexts() {}

    /**
     * Adds CEL's standard functions, with bounded replacements of {@code matches} and {@code contains}.
     *
     * @param mostInstructions the maximum instructions of one regular expression
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

    /** Starts an evaluation and resets its step count. */
    public static void begin() {
        STEPS.get()[0] = 0;
    }

    static boolean matches(String text, String expression, int mostInstructions) {
        Pattern pattern;
        try {
            pattern = PATTERNS.get(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("The regular expression is not valid RE2, or is too large", e);
        }
        if (pattern.programSize() > mostInstructions) {
            throw new IllegalArgumentException("The regular expression is too large");
        }
        take((long) pattern.programSize() * text.length());
        return PARTIAL ? pattern.matcher(text).find() : pattern.matches(text);
    }

    /** Knuth-Morris-Pratt search, in linear time. */
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

    private static void take(long steps) {
        var taken = STEPS.get();
        taken[0] += steps;
        if (taken[0] > MOST_STEPS) {
            throw new IllegalStateException("The expression takes too many steps");
        }
    }
}
