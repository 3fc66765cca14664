package dev.milepost.entities;

import java.util.HashMap;
import java.util.Map;

/** The lines on which the values of one document stand, by pointer; kept only for those who show them. */
public final class Lines {

    private final boolean kept;
    private final Map<String, Integer> lines = new HashMap<>();

    private Lines(boolean kept) {
        this.kept = kept;
    }

    static Lines kept() {
        return new Lines(true);
    }

    static Lines untold() {
        return new Lines(false);
    }

    /** @param line counted from 1 */
    void put(String pointer, int line) {
        if (kept) {
            lines.putIfAbsent(pointer, line);
        }
    }

    /** The pointer to what stands in what a pointer points to; the same where nothing is kept. */
    String within(String pointer, String name) {
        return kept ? Pointer.of(pointer, name) : pointer;
    }

    /** The line of a value, from 1; where it is missing, that of the nearest that it would stand in. */
    public int find(String pointer) {
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
