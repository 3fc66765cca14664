package dev.milepost.templates.composition;

import java.util.function.UnaryOperator;

/**
 * Rewrites references to steps in a text of the scaffolder's template language: {@code steps.ID} and {@code
 * steps['ID']} in expressions and tags. Text outside of them, strings, comments and the content of {@code raw} stay
 * unchanged.
 */
final class StepIdRewriter {

    private final String text;
    private final UnaryOperator<String> ids;
    private final StringBuilder rewritten = new StringBuilder();
    private int at;

    private StepIdRewriter(String text, UnaryOperator<String> ids) {
        this.text = text;
        this.ids = ids;
    }

    /** Returns the text with each step id replaced. Exceptions of {@code ids} are passed on. */
    static String rewrite(String text, UnaryOperator<String> ids) {
        return new StepIdRewriter(text, ids).rewrite();
    }

    private String rewrite() {
        while (at < text.length()) {
            if (text.startsWith("${{", at)) {
                copy(3);
                rewritten.append(code("}}"));
            } else if (text.startsWith("{%", at)) {
                tag();
            } else if (text.startsWith("{#", at)) {
                copyPast("#}");
            } else {
                copy(1);
            }
        }
        return rewritten.toString();
    }

    private void tag() {
        copy(2);
        var code = code("%}");
        rewritten.append(code);
        var word = word(code.endsWith("%}") ? code.substring(0, code.length() - 2) : code);
        if (word.equals("raw") || word.equals("verbatim")) {
            copyPast("{%", "end" + word);
        }
    }

    /**
     * Rewrites the rest of an expression or tag, with its end delimiter. Without a delimiter it extends to the end of
     * the text.
     */
    private String code(String end) {
        var code = new ExpressionRewriter(text, at, end, ids);
        at = code.end();
        return code.rewritten();
    }

    private void copyPast(String end) {
        int found = text.indexOf(end, at + 2);
        copy((found < 0 ? text.length() : found + end.length()) - at);
    }

    /** Copies the text up to the end of the next tag that consists of this word. */
    private void copyPast(String start, String word) {
        int end = text.indexOf("%}", at);
        for (int tag = text.indexOf(start, at); tag >= 0 && end >= 0; ) {
            end = end < tag ? text.indexOf("%}", tag) : end;
            int next = text.indexOf(start, tag + 1);
            // Only the last start before an end can be the tag, so nothing is read twice.
            boolean isLast = next < 0 || next > end;
            if (isLast && end >= tag + 2 && word(text.substring(tag + 2, end)).equals(word)) {
                copy(end + 2 - at);
                return;
            }
            tag = next;
        }
        copy(text.length() - at);
    }

    private static String word(String tag) {
        int start = tag.startsWith("-") ? 1 : 0;
        int end = tag.endsWith("-") ? tag.length() - 1 : tag.length();
        return tag.substring(start, Math.max(start, end)).strip();
    }

    private void copy(int characters) {
        rewritten.append(text, at, at + characters);
        at += characters;
    }
}
