package dev.milepost.platform.documents;

import java.util.HashMap;
import java.util.Map;

/** The lines on which the values of one document stand, by pointer; kept only for those who show them. */
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

    /** The pointer to what stands in what a pointer points to; the same where nothing is kept. */
    String childPointer(String pointer, String name) {
        return kept ? JsonPointers.of(pointer, name) : pointer;
    }

    /** The line of a value, from 1; where it is missing, that of the nearest that it would stand in. */
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
