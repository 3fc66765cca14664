package dev.milepost.platform.expressions;

import java.util.ArrayDeque;
import java.util.Deque;

/** An upper estimate of the number of instructions of a compiled regular expression, computed without compiling it. */
final class ExpressionSize {

    private static final long TOO_MANY = 1_000_000_000;

    private final String pattern;
    private final int deepest;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;
    private int at;

    ExpressionSize(String pattern, int deepest) {
        this.pattern = pattern;
        this.deepest = deepest;
    }

    long instructions() {
        while (at < pattern.length() && size < TOO_MANY) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                case '[' -> {
                    skipClass();
                    add(1);
                }
                case '\\' -> escape();
                default -> add(1);
            }
        }
        // An unclosed group is a syntax error, which the compiler reports.
        while (!outer.isEmpty()) {
            close();
        }
        return Math.min(size, TOO_MANY);
    }

    private void add(long instructions) {
        last = instructions;
        size += instructions;
    }

    private void open() {
        outer.push(size);
        size = 0;
        last = 0;
        if (outer.size() > deepest) {
            outer.clear();
            size = TOO_MANY;
        }
    }

    private void close() {
        // A capturing group has two more instructions. Other groups are overestimated by them.
        long inner = Math.min(size + 2, TOO_MANY);
        size = outer.isEmpty() ? 0 : outer.pop();
        add(inner);
    }

    /** {@code {n}}, {@code {n,}} and {@code {n,m}} repeat the preceding element. */
    private void repeat() {
        int end = pattern.indexOf('}', at);
        var counts = end < 0 || end - at > 20 ? "" : pattern.substring(at, end);
        var most = counts.substring(counts.lastIndexOf(',') + 1);
        var count = most.isEmpty() && counts.endsWith(",") ? counts.substring(0, counts.length() - 1) : most;
        if (count.isEmpty() || !count.chars().allMatch(Character::isDigit)) {
            add(1);
            return;
        }
        at = end + 1;
        long repeated = last * Math.min(2 * Long.parseLong(count), TOO_MANY);
        size = Math.min(size - last + Math.max(last, repeated), TOO_MANY);
        last = Math.min(Math.max(last, repeated), TOO_MANY);
    }

    private void skipClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, pattern.length());
    }

    private void escape() {
        if (pattern.startsWith("Q", at)) {
            int end = pattern.indexOf("\\E", at);
            int stop = end < 0 ? pattern.length() : end;
            add(stop - at);
            last = 1;
            at = end < 0 ? stop : end + 2;
        } else {
            at = Math.min(at + 1, pattern.length());
            add(1);
        }
    }
}
