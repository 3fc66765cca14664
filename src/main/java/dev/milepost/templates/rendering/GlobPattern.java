package dev.milepost.templates.rendering;

import java.util.ArrayDeque;

/**
 * A glob over paths: {@code **}, {@code *}, {@code ?}, {@code [ab]}, <code>{a,b}</code> and {@code @(a|b)}, {@code
 * +()}, {@code *()}, {@code ?()}.
 */
final class GlobPattern {

    private static final String NOT_SLASH = "[^/]";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private final ArrayDeque<String> open = new ArrayDeque<>();
    private int at;

    GlobPattern(String glob) {
        this.glob = glob;
    }

    String toRegex() {
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (c == '*' || c == '?' || c == '+' || c == '@' || c == '!') {
                wildcard(c);
            } else if (c == '[') {
                set();
            } else if (c == '\\' && at + 1 < glob.length()) {
                literal(glob.charAt(at + 1));
                at += 2;
            } else {
                structure(c);
                at++;
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("a brace or parenthesis is not closed");
        }
        return regex.toString();
    }

    private void wildcard(char c) {
        if (follows(at + 1, "(")) {
            if (c == '!') {
                throw new IllegalArgumentException("'!(…)' is not supported");
            }
            regex.append("(?:");
            open.push(c == '@' ? ")" : ")" + c);
            at += 2;
        } else if (c == '*' && follows(at + 1, "*") && isWholePart()) {
            boolean more = follows(at + 2, "/");
            regex.append(more ? "(?:.*/)?" : ".*");
            at += more ? 3 : 2;
        } else {
            regex.append(c == '*' ? NOT_SLASH + "*" : c == '?' ? NOT_SLASH : "\\" + c);
            at++;
        }
    }

    private boolean isWholePart() {
        return (at == 0 || glob.charAt(at - 1) == '/') && (at + 2 == glob.length() || glob.charAt(at + 2) == '/');
    }

    private void set() {
        int end = glob.indexOf(']', at + 2);
        if (end < 0) {
            literal('[');
            at++;
            return;
        }
        var members = glob.substring(at + 1, end);
        boolean not = members.startsWith("!") || members.startsWith("^");
        regex.append(not ? "[^/" : "[")
                .append((not ? members.substring(1) : members)
                        .replace("\\", "\\\\")
                        .replace("[", "\\["))
                .append(']');
        at = end + 1;
    }

    private void structure(char c) {
        if (c == '{' && glob.indexOf(',', at) > 0 && glob.indexOf('}', at) > 0) {
            regex.append("(?:");
            open.push("}");
        } else if (c == '}' && "}".equals(open.peek())) {
            regex.append(')');
            open.pop();
        } else if (c == ',' && "}".equals(open.peek()) || c == '|' && !open.isEmpty() && !"}".equals(open.peek())) {
            regex.append('|');
        } else if (c == ')' && !open.isEmpty() && !"}".equals(open.peek())) {
            regex.append(open.pop());
        } else {
            literal(c);
        }
    }

    private void literal(char c) {
        regex.append(com.google.re2j.Pattern.quote(String.valueOf(c)));
    }

    private boolean follows(int index, String text) {
        return glob.startsWith(text, index);
    }
}
