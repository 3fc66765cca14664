package dev.milepost.upgrades.merging;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A text as it is laid out: lines, what they are indented by, and the comments that stand above something. */
record Layout(String text) {

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** After the line's end. */
    int lineEnd(int offset) {
        int feed = text.indexOf('\n', offset);
        return feed < 0 ? text.length() : feed + 1;
    }

    String indent(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Whether what stands there shares its lines with comments alone. */
    boolean isAlone(KeyedValue.Entry entry) {
        var before = text.substring(lineStart(entry.start()), entry.start());
        var after = text.substring(entry.end(), lineEnd(entry.end())).strip();
        return before.isBlank() && (after.isEmpty() || isComment(after));
    }

    /** Where the comments begin that stand right above a line; the line's own start where there are none. */
    int leadingCommentStart(int offset) {
        int start = lineStart(offset);
        while (start > 0
                && isComment(text.substring(lineStart(start - 1), start).strip())) {
            start = lineStart(start - 1);
        }
        return start;
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || (line.startsWith("<!--") && line.endsWith("-->"));
    }

    boolean isBlankBefore(int lineStart) {
        return lineStart > 0
                && text.substring(lineStart(lineStart - 1), lineStart).isBlank();
    }

    boolean isBlankAt(int lineStart) {
        return text.substring(lineStart, lineEnd(lineStart)).isBlank();
    }

    /** What the lines from one place to another say, however they are indented. */
    Set<String> lineSet(int from, int to) {
        return text.substring(lineStart(from), lineEnd(to))
                .lines()
                .map(String::strip)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The same lines, of which all but the first are indented by something else. */
    static String indented(String lines, String from, String to) {
        return lines.lines()
                .map(line -> line.isBlank() ? "" : line)
                .map(line -> line.startsWith(from) && !line.isEmpty() ? to + line.substring(from.length()) : line)
                .collect(Collectors.joining("\n"));
    }
}
