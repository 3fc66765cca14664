package dev.milepost.platform.expressions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;

/**
 * Regular expressions in linear time, by RE2. Java's own implementation needs unbounded stack or time for some inputs,
 * and inputs are untrusted. An untrusted expression is measured before it is compiled, because nested counted
 * repetitions multiply its size.
 */
public final class LinearExpression {

    /** An escape. The group is the code point of JavaScript's escape of a character, which RE2 does not have. */
    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(?:u([0-9A-Fa-f]{4})|.)");

    /** RE2's error messages for syntax that it does not support. */
    private static final List<String> OF_OTHERS = List.of(
            "invalid or unsupported Perl syntax",
            "invalid escape sequence",
            "invalid named capture",
            "invalid repeat count");

    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    private static final long MOST_INSTRUCTIONS = 4_000;

    private LinearExpression() {}

    /**
     * Compiles an expression of this service's own schemas.
     *
     * @throws PatternSyntaxException if it needs more than linear time, such as look-ahead
     */
    public static RegularExpression of(String pattern) {
        var expression = Pattern.compile(pattern);
        return text -> expression.matcher(text).find();
    }

    /**
     * Compiles an untrusted expression.
     *
     * @throws PatternSyntaxException if it needs more than linear time or is too large
     */
    public static Pattern compile(String pattern) {
        var expression = pattern.length() > LONGEST ? pattern : withUnicodeEscapes(pattern);
        if (expression.length() > LONGEST || instructions(expression) > MOST_INSTRUCTIONS) {
            throw new PatternSyntaxException("the expression is too large", shortened(pattern));
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new PatternSyntaxException(e.getDescription(), shortened(e.getPattern()));
        }
    }

    /**
     * An upper estimate of the size of a compiled expression. An expression that is too large has the same size,
     * however large it is.
     *
     * @throws PatternSyntaxException if the expression has a form that is refused
     */
    static long instructions(String pattern) {
        return Math.min(new ExpressionSize(pattern, DEEPEST).instructions(), MOST_INSTRUCTIONS + 1);
    }

    private static String withUnicodeEscapes(String pattern) {
        if (!pattern.contains("\\u")) {
            return pattern;
        }
        var text = new StringBuilder();
        var escape = ESCAPE.matcher(pattern);
        int end = 0;
        while (escape.find()) {
            var code = escape.group(1);
            text.append(pattern, end, escape.start()).append(code == null ? escape.group() : "\\x{" + code + "}");
            end = escape.end();
        }
        return text.append(pattern, end, pattern.length()).toString();
    }

    /** Whether the expression uses syntax of other languages that RE2 does not support, such as look-ahead. */
    public static boolean isOfOthers(PatternSyntaxException fault) {
        return OF_OTHERS.stream().anyMatch(fault.getDescription()::contains);
    }

    private static String shortened(String pattern) {
        return pattern.length() <= 80 ? pattern : pattern.substring(0, 80) + "…";
    }

    /** Expressions and texts need more steps than a {@link StepBudget} has. */
    public static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("the regular expressions are too large or their texts too long", null, false, false);
        }
    }
}
