package dev.milepost.platform.expressions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;

/**
 * A glob over paths, with the same result on every platform. {@code *} matches any part of a name and {@code ?} one
 * character of it. {@code **} as a whole name matches any number of folders, and at the end everything beneath.
 * <code>{a,b}</code> matches one of the alternatives, {@code [a-z]} and {@code [!a-z]} a character of a set. A
 * backslash escapes the next character. Names with a leading dot are treated as any others. Matching takes time linear
 * in the path.
 */
public final class PathGlob {

    private static final String NOT_SLASH = "[^/]";

    /** No path is as long. A compiled glob takes about 100 bytes a character. */
    private static final int LONGEST = 10_000;

    private final String glob;
    private final Syntax syntax;
    private final StringBuilder regex = new StringBuilder();

    /** The characters that began the open groups: a brace, or what stands before a parenthesis. */
    private final ArrayDeque<Character> open = new ArrayDeque<>();

    private int at;

    private PathGlob(String glob, Syntax syntax) {
        this.glob = glob;
        this.syntax = syntax;
    }

    /** What differs between globs. */
    public enum Syntax {
        /** {@code **} within a name matches over folders too, as in {@link java.nio.file.FileSystem#getPathMatcher}. */
        JAVA,
        /**
         * That of globby, which Backstage's scaffolder uses. {@code **} within a name is {@code *}. The groups {@code
         * @(a|b)}, {@code +(a|b)}, {@code *(a|b)} and {@code ?(a|b)} are known, and <code>{a}</code> is no group.
         */
        GLOBBY
    }

    /** @throws IllegalArgumentException if the glob is invalid, such as one with an unclosed group, or too long */
    public static Pattern compile(String glob, Syntax syntax) {
        if (glob.length() > LONGEST) {
            throw new IllegalArgumentException("it has more than %d characters".formatted(LONGEST));
        }
        try {
            return Pattern.compile(new PathGlob(glob, syntax).toRegex(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private String toRegex() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            if (isGroup(c)) {
                group(c);
                continue;
            }
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append(NOT_SLASH);
                case '[' -> set();
                case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : c);
                case '{' -> brace();
                case '}', ')' -> close(c);
                case ',', '|' -> separator(c);
                default -> literal(c);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("a brace or parenthesis is not closed");
        }
        return regex.toString();
    }

    private boolean isGroup(char c) {
        return syntax == Syntax.GLOBBY && "*?+@!".indexOf(c) >= 0 && glob.startsWith("(", at);
    }

    private void group(char c) {
        if (c == '!') {
            throw new IllegalArgumentException("'!(…)' is not supported");
        }
        at++;
        regex.append("(?:");
        open.push(c);
    }

    private void star() {
        boolean isStart = at == 1 || glob.charAt(at - 2) == '/';
        boolean isDouble = glob.startsWith("*", at);
        if (isDouble && isStart && glob.startsWith("/", at + 1)) {
            regex.append("(?:[^/]+/)*");
            at += 2;
        } else if (isDouble && (syntax == Syntax.JAVA || isStart && at + 1 == glob.length())) {
            regex.append(".*");
            at++;
        } else {
            regex.append(NOT_SLASH).append('*');
        }
    }

    private void set() {
        int end = glob.indexOf(']', at + 1);
        if (end < 0) {
            if (syntax == Syntax.JAVA) {
                throw new IllegalArgumentException("a set is not closed");
            }
            literal('[');
            return;
        }
        var members = glob.substring(at, end);
        boolean not = members.startsWith("!") || members.startsWith("^");
        regex.append(not ? "[^/" : "[")
                .append((not ? members.substring(1) : members)
                        .replace("\\", "\\\\")
                        .replace("[", "\\["))
                .append(']');
        at = end + 1;
    }

    private void brace() {
        if (syntax == Syntax.GLOBBY && (glob.indexOf(',', at) < 0 || glob.indexOf('}', at) < 0)) {
            literal('{');
            return;
        }
        regex.append("(?:");
        open.push('{');
    }

    private void close(char c) {
        var opened = open.peek();
        if (opened == null || (opened == '{') != (c == '}')) {
            literal(c);
            return;
        }
        open.pop();
        regex.append(')');
        if (opened != '{' && opened != '@') {
            regex.append(opened.charValue());
        }
    }

    private void separator(char c) {
        var opened = open.peek();
        if (opened != null && (opened == '{') == (c == ',')) {
            regex.append('|');
        } else {
            literal(c);
        }
    }

    private void literal(char c) {
        regex.append(Pattern.quote(String.valueOf(c)));
    }
}
