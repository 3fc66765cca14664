package dev.milepost.templates.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what a text of the scaffolder's template language refers to: {@code parameters.NAME}, {@code values.NAME} and
 * {@code steps.ID.output.NAME}, with members or with strings in brackets. References with a default or a test whether
 * they are defined are left out.
 */
final class ExpressionReferences {

    static final String PARAMETERS = "parameters";
    static final String VALUES = "values";
    static final String STEPS = "steps";

    private static final Set<String> ROOTS = Set.of(PARAMETERS, VALUES, STEPS);
    private static final int MOST_MEMBERS = 4;

    private final String text;
    private final ExpressionTokens tokens;
    private final List<Reference> found = new ArrayList<>();
    private int at;

    private ExpressionReferences(String text) {
        this.text = text;
        this.tokens = new ExpressionTokens(text);
    }

    /** @param members the members after the root, at most four */
    record Reference(String root, List<String> members) {

        String name() {
            return members.get(0);
        }
    }

    static List<Reference> of(String text) {
        var references = new ExpressionReferences(text);
        references.read();
        return references.found;
    }

    private void read() {
        while (at < text.length()) {
            if (text.startsWith("${{", at)) {
                at += 3;
                code("}}");
            } else if (text.startsWith("{%", at)) {
                at += 2;
                tag();
            } else if (text.startsWith("{#", at)) {
                at = after("#}");
            } else {
                at++;
            }
        }
    }

    private void tag() {
        int start = at;
        code("%}");
        var words =
                text.substring(start, Math.max(start, at - 2)).replace('-', ' ').strip();
        if (words.equals("raw") || words.equals("verbatim")) {
            int end = text.indexOf("end" + words, at);
            at = end < 0 ? text.length() : end;
            at = after("%}");
        }
    }

    private int after(String end) {
        int found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + end.length();
    }

    private void code(String end) {
        char before = ' ';
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = tokens.closing(at, c);
                before = c;
            } else if (ExpressionTokens.isPartOfName(c)) {
                int nameEnd = tokens.endOfName(at);
                var name = text.substring(at, nameEnd);
                at = nameEnd;
                if (ROOTS.contains(name) && before != '.') {
                    reference(name);
                }
                before = 'a';
            } else {
                at++;
                before = Character.isWhitespace(c) ? before : c;
            }
        }
        at = Math.min(text.length(), at + end.length());
    }

    private void reference(String root) {
        var members = new ArrayList<String>();
        while (members.size() < MOST_MEMBERS && member(members)) {
            // Each member moves the offset.
        }
        if (!members.isEmpty() && !hasDefault()) {
            found.add(new Reference(root, members));
        }
    }

    private boolean member(List<String> members) {
        int next = tokens.skipBlanks(at);
        if (next >= text.length()) {
            return false;
        }
        if (text.charAt(next) == '.') {
            int start = tokens.skipBlanks(next + 1);
            int end = tokens.endOfName(start);
            if (end == start) {
                return false;
            }
            members.add(text.substring(start, end));
            at = end;
            return true;
        }
        int start = tokens.skipBlanks(next + 1);
        if (text.charAt(next) != '[' || start >= text.length() || "'\"".indexOf(text.charAt(start)) < 0) {
            return false;
        }
        int end = text.indexOf(text.charAt(start), start + 1);
        int close = end < 0 ? text.length() : tokens.skipBlanks(end + 1);
        if (close >= text.length() || text.charAt(close) != ']') {
            return false;
        }
        members.add(text.substring(start + 1, end));
        at = close + 1;
        return true;
    }

    /** Whether a filter or test follows that expects the value to be missing. */
    private boolean hasDefault() {
        int next = tokens.skipBlanks(at);
        if (next < text.length() && text.charAt(next) == '|') {
            return text.startsWith("default", tokens.skipBlanks(next + 1))
                    || text.startsWith("d(", tokens.skipBlanks(next + 1));
        }
        return text.startsWith("is defined", next)
                || text.startsWith("is undefined", next)
                || text.startsWith("is not defined", next)
                || text.startsWith("or ", next)
                || text.startsWith("??", next);
    }
}
