package dev.milepost.platform.expressions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;

/**
 * Regular expressions whose time is linear in the text, as RE2 has them: Java's own need stack or time without bounds for
 * some texts, and texts come from outside. Where the expression comes from outside too, it is measured before it is
 * compiled, since counted repetitions in each other multiply.
 */
public final class LinearExpression {

    /** As JavaScript writes a character. */
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    /** What RE2 says of what it leaves out. */
    private static final List<String> OF_OTHERS = List.of(
            "invalid or unsupported Perl syntax",
            "invalid escape sequence",
            "invalid named capture",
            "invalid repeat count");

    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    private static final long MOST_INSTRUCTIONS = 10_000;
    private static final long MOST_STEPS = 200_000_000;

    private LinearExpression() {}

    /**
     * An expression of this service's own schemas.
     *
     * @throws PatternSyntaxException where it has what takes more than linear time, such as look-ahead
     */
    public static RegularExpression of(String pattern) {
        var expression = Pattern.compile(pattern);
        return text -> expression.matcher(text).find();
    }

    /**
     * An expression of somebody else.
     *
     * @throws PatternSyntaxException where it has what takes more than linear time, or is too large
     */
    public static Pattern compile(String pattern) {
        if (pattern.length() > LONGEST || new ExpressionSize(pattern, DEEPEST).instructions() > MOST_INSTRUCTIONS) {
            throw new PatternSyntaxException("it is too large", shortened(pattern));
        }
        return Pattern.compile(UNICODE.matcher(pattern).replaceAll("\\\\x{$1}"));
    }

    /** Whether an expression is at fault for what other languages have and RE2 has not, such as look-ahead. */
    public static boolean isOfOthers(PatternSyntaxException fault) {
        return OF_OTHERS.stream().anyMatch(fault.getDescription()::contains);
    }

    /**
     * Whether it is found in a text.
     *
     * @throws TooManySteps where that can take too long
     */
    public static boolean isFound(Pattern expression, String text) {
        if ((long) expression.programSize() * text.length() > MOST_STEPS) {
            throw new TooManySteps();
        }
        return expression.matcher(text).find();
    }

    private static String shortened(String pattern) {
        return pattern.length() <= 80 ? pattern : pattern.substring(0, 80) + "…";
    }

    /** A text is too long for an expression. */
    public static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("the text is too long for its regular expression", null, false, false);
        }
    }
}
