package dev.milepost.templates.composition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A glob over paths, with the same result on every platform. {@code *} matches any part of a name and {@code ?} one
 * character of it. {@code **} as a whole name matches any number of folders, and at the end everything beneath.
 * <code>{a,b}</code> matches one of the alternatives, {@code [a-z]} and {@code [!a-z]} a character of a set. A
 * backslash escapes the next character. Names with a leading dot are treated as any others. Matching takes time linear
 * in the path.
 */
final class PathGlob {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int alternatives;

    private PathGlob(String glob) {
        this.glob = glob;
    }

    /** Throws {@link PatternSyntaxException} for an invalid glob, such as one with an unclosed set. */
    static Pattern of(String glob) {
        return Pattern.compile(new PathGlob(glob).toRegex(), Pattern.DOTALL);
    }

    private String toRegex() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '[' -> set();
                case '{' -> group("(?:", 1);
                case '}' -> group(alternatives > 0 ? ")" : "\\}", alternatives > 0 ? -1 : 0);
                case ',' -> regex.append(alternatives > 0 ? "|" : ",");
                case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
                default -> literal(c);
            }
        }
        return regex.toString();
    }

    private void star() {
        if (at >= glob.length() || glob.charAt(at) != '*') {
            regex.append("[^/]*");
            return;
        }
        at++;
        boolean whole = at < 3 || glob.charAt(at - 3) == '/';
        if (whole && at < glob.length() && glob.charAt(at) == '/') {
            at++;
            regex.append("(?:[^/]+/)*");
        } else {
            regex.append(".*");
        }
    }

    private void set() {
        boolean not = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        regex.append(not ? "[^/" : "[");
        for (at += not ? 1 : 0; at < glob.length() && glob.charAt(at) != ']'; at++) {
            char c = glob.charAt(at);
            regex.append(c == '\\' || c == '[' ? "\\" + c : String.valueOf(c));
        }
        regex.append(at < glob.length() ? "]" : "");
        at++;
    }

    private void group(String written, int opened) {
        regex.append(written);
        alternatives += opened;
    }

    private void literal(char c) {
        regex.append(Pattern.quote(String.valueOf(c)));
    }
}
