package dev.milepost.platform.documents;

import java.util.HashMap;
import java.util.Map;

/** The line numbers of the values of one document, by JSON pointer. Recorded only if they will be shown. */
public final class LineNumbers {

    private final boolean kept;
    private final Map<String, Integer> lines = new HashMap<>();

    private LineNumbers(boolean kept) {
        this.kept = kept;
    }

    public static LineNumbers recording() {
        return new LineNumbers(true);
    }

    public static LineNumbers disabled() {
        return new LineNumbers(false);
    }

    /** @param line counted from 1 */
    void put(String pointer, int line) {
        if (kept) {
            lines.putIfAbsent(pointer, line);
        }
    }

    /** The pointer to a child. Returns {@code pointer} itself if nothing is recorded. */
    String childPointer(String pointer, String name) {
        return kept ? JsonPointers.of(pointer, name) : pointer;
    }

    /** The line of a value, counted from 1. If the value is missing, the line of its nearest existing ancestor. */
    public int lineOf(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 1;
            }
        }
    }
}
