package dev.milepost.upgrades.merging;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/** A text as lines. Lines are equal if they differ only in their line endings. */
final class TextLines extends Sequence {

    static final String LF = "\n";
    static final String CRLF = "\r\n";

    private final List<String> lines = new ArrayList<>();
    private final List<String> lineEndings = new ArrayList<>();

    private TextLines() {}

    static TextLines of(String text) {
        var lines = new TextLines();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            if (feed < 0) {
                lines.add(text.substring(start), "");
                break;
            }
            boolean returned = feed > start && text.charAt(feed - 1) == '\r';
            lines.add(text.substring(start, returned ? feed - 1 : feed), returned ? CRLF : LF);
            start = feed + 1;
        }
        return lines;
    }

    private void add(String line, String end) {
        lines.add(line);
        lineEndings.add(end);
    }

    @Override
    public int size() {
        return lines.size();
    }

    String line(int index) {
        return lines.get(index);
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    /** Returns a line's ending; empty for a last line without one. */
    String lineEnding(int index) {
        return lineEndings.get(index);
    }

    /** Returns the most frequent line ending. */
    String usualLineEnding() {
        var returned = lineEndings.stream().filter(CRLF::equals).count();
        return returned * 2 > lineEndings.size() ? CRLF : LF;
    }

    boolean endsInNewline() {
        return !lineEndings.isEmpty()
                && !lineEndings.get(lineEndings.size() - 1).isEmpty();
    }

    /** Compares lines without their endings. */
    static final class Comparison extends SequenceComparator<TextLines> {

        @Override
        public boolean equals(TextLines a, int ai, TextLines b, int bi) {
            return a.line(ai).equals(b.line(bi));
        }

        @Override
        public int hash(TextLines lines, int index) {
            return lines.line(index).hashCode();
        }
    }
}
