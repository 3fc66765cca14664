package dev.milepost.platform.documents;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line number of a value, and those of its members or elements. Recorded only if they will be shown. Each name is
 * kept once, however many values are below it.
 */
public final class LineNumbers {

    private final boolean kept;

    /** Counted from 1; 0 if unknown. */
    private int line;

    private @Nullable Map<String, LineNumbers> children;

    private LineNumbers(boolean kept, int line) {
        this.kept = kept;
        this.line = line;
    }

    public static LineNumbers recording() {
        return new LineNumbers(true, 0);
    }

    public static LineNumbers disabled() {
        return new LineNumbers(false, 0);
    }

    /** Sets the line of the value, unless its name has set it already. */
    void start(int line) {
        if (kept && this.line == 0) {
            this.line = line;
        }
    }

    /** Returns the line numbers of an element; these themselves if nothing is recorded. */
    LineNumbers element(int index) {
        return kept ? member(Integer.toString(index), 0) : this;
    }

    /**
     * Returns the line numbers of a member; these themselves if nothing is recorded.
     *
     * @param line of its name
     */
    LineNumbers member(String name, int line) {
        if (!kept) {
            return this;
        }
        children = children == null ? new HashMap<>(4) : children;
        return children.computeIfAbsent(name, unknown -> new LineNumbers(true, line));
    }

    /** The line of a value, counted from 1. If the value is missing, the line of its nearest existing ancestor. */
    public int lineOf(String pointer) {
        var at = this;
        for (int start = 0; start < pointer.length(); ) {
            var slash = pointer.indexOf('/', start + 1);
            var end = slash < 0 ? pointer.length() : slash;
            var child =
                    at.children == null ? null : at.children.get(JsonPointers.lastToken(pointer.substring(start, end)));
            if (child == null) {
                break;
            }
            at = child;
            start = end;
        }
        return Math.max(1, at.line);
    }
}
