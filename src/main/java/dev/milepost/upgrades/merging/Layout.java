package dev.milepost.upgrades.merging;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The layout of a text: lines, indentation, and comments above entries. */
record Layout(String text) {

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Returns the offset after the line's end. */
    int lineEnd(int offset) {
        int feed = text.indexOf('\n', offset);
        return feed < 0 ? text.length() : feed + 1;
    }

    /** Returns the indentation of a value. The dashes of YAML's lists before it count as spaces. */
    String indent(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < offset && (isSpace(end) || (text.charAt(end) == '-' && end + 1 < offset && isSpace(end + 1)))) {
            end++;
        }
        return text.substring(start, end).replace('-', ' ');
    }

    private boolean isSpace(int at) {
        return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    /** Whether an entry shares its lines only with comments. */
    boolean isAlone(KeyedValue.Entry entry) {
        return text.substring(lineStart(entry.start()), entry.start()).isBlank() && isLastOfLine(entry);
    }

    /** Whether nothing but a comment follows an entry in its last line. */
    boolean isLastOfLine(KeyedValue.Entry entry) {
        var after = text.substring(entry.end(), lineEnd(entry.end())).strip();
        return after.isEmpty() || isComment(after);
    }

    /** Whether only dashes of YAML's lists precede an entry in its line. */
    boolean isFirstOfItem(KeyedValue.Entry entry) {
        var before = text.substring(lineStart(entry.start()), entry.start());
        return before.replace('-', ' ').isBlank();
    }

    /** Returns the start of the comments directly above a line; the line's own start if there are none. */
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

    /** Returns the lines between two offsets, without indentation. */
    Set<String> lineSet(int from, int to) {
        return text.substring(lineStart(from), lineEnd(to))
                .lines()
                .map(String::strip)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns the lines with another indentation, except the first line. */
    static String indented(String lines, String from, String to) {
        return lines.lines()
                .map(line -> line.isBlank() ? "" : line)
                .map(line -> line.startsWith(from) && !line.isEmpty() ? to + line.substring(from.length()) : line)
                .collect(Collectors.joining("\n"));
    }
}
