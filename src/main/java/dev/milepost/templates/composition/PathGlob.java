package dev.milepost.templates.composition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A pattern over paths, the same on every platform: {@code *} is any part of a name and {@code ?} any character of one,
 * {@code **} as a whole name any folders or none and at the end all beneath, <code>{a,b}</code> one of several,
 * {@code [a-z]} and {@code [!a-z]} a character of a set; a backslash takes the next character as it is. Names that begin
 * with a dot are like others. Time is linear in the path.
 */
final class PathGlob {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int alternatives;

    private PathGlob(String glob) {
        this.glob = glob;
    }

    /** Throws {@link PatternSyntaxException} for what is no pattern, such as a set that does not end. */
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
