package dev.milepost.templates.composition;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.function.UnaryOperator;

/**
 * Rewrites the step references in one expression or tag. Tokenizes it as Nunjucks does: strings, regular expressions,
 * names and other characters.
 */
final class ExpressionRewriter {

    private static final String STEPS = "steps";

    private final String text;
    private final ExpressionTokens tokens;
    private final String ending;
    private final UnaryOperator<String> ids;
    private final StringBuilder rewritten = new StringBuilder();
    private int at;
    private int braces;
    private char before = ' ';

    /** @param start the offset after the opening delimiter */
    ExpressionRewriter(String text, int start, String ending, UnaryOperator<String> ids) {
        this.text = text;
        this.tokens = new ExpressionTokens(text);
        this.at = start;
        this.ending = ending;
        this.ids = ids;
        while (at < text.length() && !ends()) {
            token();
        }
        if (at < text.length()) {
            copyTo(at + ending.length());
        }
    }

    String rewritten() {
        return rewritten.toString();
    }

    int end() {
        return at;
    }

    private boolean ends() {
        return braces == 0 && text.startsWith(ending, at);
    }

    private void token() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            copyTo(tokens.closing(at, c));
        } else if (text.startsWith("r/", at) && !ExpressionTokens.isPartOfName(before)) {
            copyTo(tokens.closing(at + 1, '/'));
        } else if (Character.isLetter(c) || c == '_' || c == '$') {
            name();
            return;
        } else {
            braces = Math.max(0, braces + (c == '{' ? 1 : c == '}' ? -1 : 0));
            copyTo(at + 1);
        }
        before = Character.isWhitespace(c) ? before : c;
    }

    private void name() {
        int end = tokens.endOfName(at);
        var isSteps = text.substring(at, end).equals(STEPS) && before != '.';
        copyTo(end);
        before = 'a';
        if (isSteps) {
            reference();
        }
    }

    /** Rewrites the id after {@code steps}: a member name, or a string in brackets. */
    private void reference() {
        int next = tokens.skipBlanks(at);
        if (next < text.length() && text.charAt(next) == '.') {
            int start = tokens.skipBlanks(next + 1);
            replace(text.substring(start, tokens.endOfName(start)), tokens.endOfName(start));
        } else if (next < text.length() && text.charAt(next) == '[') {
            int start = tokens.skipBlanks(next + 1);
            char quote = start < text.length() ? text.charAt(start) : ' ';
            int end = quote == '"' || quote == '\'' ? tokens.closing(start, quote) : start;
            int close = tokens.skipBlanks(end);
            if (end == start || close >= text.length() || text.charAt(close) != ']') {
                throw ProblemException.of(
                        ProblemType.UNCOMPOSABLE_MODULES,
                        "'%s' computes a step id. Write the id as a literal, such as steps['publish'].".formatted(text),
                        "");
            }
            replace(text.substring(start + 1, end - 1), close + 1);
        }
    }

    private void replace(String id, int end) {
        rewritten.append("['").append(ids.apply(id)).append("']");
        at = end;
    }

    private void copyTo(int end) {
        rewritten.append(text, at, end);
        at = end;
    }
}
