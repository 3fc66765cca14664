package dev.milepost.platform.expressions;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An upper estimate of the number of instructions of a compiled regular expression, computed without compiling it. It
 * reads an expression as RE2 does. What RE2 accepts and nobody needs is refused, so that nothing is read differently.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">the syntax of RE2</a>
 */
final class ExpressionSize {

    private static final long TOO_MANY = 1_000_000_000;

    /** The maximum count of a counted repetition in RE2. */
    private static final int MOST_REPETITIONS = 1_000;

    /** RE2/J's matcher calls itself for each position and group that it passes, so they count for more than they are. */
    private static final int POSITION = 3;

    private static final int GROUP = 6;

    /** A class of Unicode, such as {@code \pL}, has hundreds of ranges. */
    private static final int UNICODE_CLASS = 100;

    /** If letters match in both cases, RE2 compiles each code point of a range by itself. This many count as one. */
    private static final int FOLDED = 20;

    /** The letters whose case RE2/J looks for without end (its issue 168). */
    private static final int FIRST_UNENDING = 0x1C80;

    private static final int LAST_UNENDING = 0x1C88;

    private final String pattern;
    private final int deepest;
    private final Deque<Long> outer = new ArrayDeque<>();

    /** Whether any flags contain {@code i}. They apply to the rest of a group, but here to the whole expression. */
    private final boolean ignoresCase;

    /** The ranges of classes, which take memory and time once, however often a class is repeated. */
    private long ranges;

    private long size = 3;
    private long last;
    private int at;

    ExpressionSize(String pattern, int deepest) {
        this.pattern = pattern;
        this.deepest = deepest;
        this.ignoresCase = hasCaseFlag(pattern);
    }

    /** @throws PatternSyntaxException if the expression has a form that is refused */
    long instructions() {
        while (at < pattern.length() && size < TOO_MANY) {
            int c = next();
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                case '[' -> addClass();
                case '\\' -> escape();
                case '|', '*', '+', '?' -> add(2);
                case '^', '$' -> add(POSITION);
                default -> literal(c);
            }
        }
        // An unclosed group is a syntax error, which the compiler reports.
        while (!outer.isEmpty()) {
            close();
        }
        return Math.min(size + ranges, TOO_MANY);
    }

    private static boolean hasCaseFlag(String pattern) {
        for (int start = pattern.indexOf("(?"); start >= 0; start = pattern.indexOf("(?", start + 2)) {
            for (int i = start + 2; i < pattern.length() && isFlag(pattern.charAt(i)); i++) {
                if (pattern.charAt(i) == 'i') {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isFlag(char c) {
        return c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private int next() {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private void add(long instructions) {
        last = instructions;
        size += instructions;
    }

    private void literal(int c) {
        range(c, c);
        add(1);
    }

    /** A range of code points, which RE2 expands if it ignores case. */
    private void range(int first, int end) {
        if (!ignoresCase) {
            return;
        }
        if (first <= LAST_UNENDING && end >= FIRST_UNENDING) {
            throw new PatternSyntaxException("no flag i is possible with the letters U+1C80 to U+1C88", "(?i)");
        }
        ranges += Math.max(0, end - first) / FOLDED;
    }

    private void open() {
        if (pattern.startsWith("?", at)) {
            int end = at + 1;
            while (end < pattern.length() && isFlag(pattern.charAt(end))) {
                end++;
            }
            if (pattern.startsWith(")", end)) {
                at = end + 1;
                flags();
                return;
            }
        }
        outer.push(size);
        size = 0;
        last = 0;
        if (outer.size() > deepest) {
            outer.clear();
            size = TOO_MANY;
        }
    }

    /** Flags are no operand: RE2 would repeat what precedes them, as often as there are flags. */
    private void flags() {
        if (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
            throw new PatternSyntaxException("missing argument to repetition operator", pattern.substring(at, at + 1));
        }
    }

    private void close() {
        long inner = Math.min(size + GROUP, TOO_MANY);
        size = outer.isEmpty() ? 0 : outer.pop();
        add(inner);
    }

    /** {@code {n}}, {@code {n,}} and {@code {n,m}} repeat the preceding element. */
    private void repeat() {
        int end = at;
        while (end < pattern.length() && "0123456789,".indexOf(pattern.charAt(end)) >= 0) {
            end++;
        }
        var counts = pattern.substring(at, end);
        if (!pattern.startsWith("}", end) || counts.isEmpty() || counts.startsWith(",")) {
            add(1);
            return;
        }
        at = end + 1;
        long most = 0;
        for (var count : counts.split(",")) {
            most = Math.max(most, number(count));
        }
        if (most > MOST_REPETITIONS) {
            // The compiler reports it.
            add(1);
            return;
        }
        long repeated = Math.min(last * (2 * most + 1) + 2, TOO_MANY);
        size = Math.min(size - last + repeated, TOO_MANY);
        last = repeated;
    }

    /** Returns a count, or more than RE2 allows. */
    private static long number(String digits) {
        return digits.length() > 6 ? MOST_REPETITIONS + 1 : digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private void addClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        int before = at;
        while (at < pattern.length() && (at == before || pattern.charAt(at) != ']')) {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) >= 0) {
                at = pattern.indexOf(":]", at) + 2;
                continue;
            }
            int first = member();
            boolean isRange = pattern.startsWith("-", at) && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
            at += isRange ? 1 : 0;
            range(first, isRange ? member() : first);
        }
        at = Math.min(at + 1, pattern.length());
        ranges += (at - before) / 4;
        add(1);
    }

    /** Reads a member of a class. Returns its code point; 0 for a class of ASCII, such as {@code \d}. */
    private int member() {
        int c = next();
        if (c != '\\' || at >= pattern.length()) {
            return c;
        }
        return escaped(next());
    }

    /** Reads the rest of an escape. Returns its code point; 0 if it is a class of ASCII, a position or octal. */
    private int escaped(int c) {
        switch (c) {
            case 'x' -> {
                return hexadecimal();
            }
            case 'p', 'P' -> {
                ranges += UNICODE_CLASS;
                return 0;
            }
            default -> {
                return Character.isLetterOrDigit(c) ? 0 : c;
            }
        }
    }

    /** {@code \x41} or {@code \x{1F600}}. Anything else is a syntax error, which the compiler reports. */
    private int hexadecimal() {
        boolean isLong = pattern.startsWith("{", at);
        int end = isLong ? pattern.indexOf('}', at) : at + 2;
        if (end < 0 || end > pattern.length() || end - at > 8) {
            return 0;
        }
        try {
            int code = Integer.parseInt(pattern.substring(isLong ? at + 1 : at, end), 16);
            at = isLong ? end + 1 : end;
            return code;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void escape() {
        if (at >= pattern.length()) {
            return;
        }
        int c = next();
        if ("AbBz".indexOf(c) >= 0) {
            add(POSITION);
            return;
        }
        if (c != 'Q') {
            literal(escaped(c));
            return;
        }
        int end = pattern.indexOf("\\E", at);
        int stop = end < 0 ? pattern.length() : end;
        if (stop == at) {
            throw new PatternSyntaxException("invalid escape sequence", "\\Q\\E");
        }
        while (at < stop) {
            literal(next());
        }
        at = end < 0 ? stop : end + 2;
    }
}
