package dev.milepost.upgrades.merging;

import java.util.stream.Stream;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;

/**
 * Merges three texts by line. Line endings do not count as differences. The service's lines keep their endings. Lines
 * from the template get the usual ending of the service's text, unless the template itself has changed its endings.
 */
final class TextMerge {

    private static final int MARKER = 7;

    private final TextLines base;
    private final TextLines target;
    private final TextLines theirs;
    private final ConflictLabels labels;
    private final LineDiff diff;
    private final String usual;
    private final boolean endsKept;
    private final int marker;
    private final StringBuilder text = new StringBuilder();
    private int conflicts;
    private boolean open;

    /** @param conflicts the number of places with markers */
    record Merged(String text, int conflicts) {}

    private TextMerge(TextLines base, TextLines target, TextLines theirs, ConflictLabels labels, LineDiff diff) {
        this.base = base;
        this.target = target;
        this.theirs = theirs;
        this.labels = labels;
        this.diff = diff;
        this.usual = usual(base, target, theirs);
        this.endsKept = usual.equals(theirs.usualLineEnding());
        this.marker = marker();
    }

    private static String usual(TextLines base, TextLines target, TextLines theirs) {
        var followed = base.size() > 0 && theirs.usualLineEnding().equals(base.usualLineEnding());
        return theirs.size() == 0 || followed ? target.usualLineEnding() : theirs.usualLineEnding();
    }

    static Merged merge(ThreeWayTexts versions, ConflictLabels labels, MergeBudget budget) {
        // The algorithm treats empty texts as deleted, even if they were always empty.
        if (versions.base().isEmpty()
                && (versions.theirs().isEmpty() || versions.target().isEmpty())) {
            return new Merged(versions.target() + versions.theirs(), 0);
        }
        return new TextMerge(
                        TextLines.of(versions.base()),
                        TextLines.of(versions.target()),
                        TextLines.of(versions.theirs()),
                        labels,
                        new LineDiff(budget))
                .merge();
    }

    private Merged merge() {
        var inTheirs = inTheirs();
        var chunks = new MergeAlgorithm(diff).merge(new TextLines.Comparison(), base, theirs, target);
        for (var chunk : chunks) {
            open(chunk.getConflictState());
            switch (chunk.getSequenceIndex()) {
                case 0 -> takeBase(chunk, inTheirs);
                case 1 -> takeTheirs(chunk);
                default -> takeTarget(chunk);
            }
        }
        close();
        return new Merged(ended(), conflicts);
    }

    private void takeBase(MergeChunk chunk, int[] inTheirs) {
        for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
            var end = open || inTheirs[i] < 0 ? usual : theirs.lineEnding(inTheirs[i]);
            add(base.line(i), end);
        }
    }

    private void takeTheirs(MergeChunk chunk) {
        for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
            add(theirs.line(i), theirs.lineEnding(i));
        }
    }

    private void takeTarget(MergeChunk chunk) {
        for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
            add(target.line(i), usual);
        }
    }

    private void add(String line, String end) {
        text.append(line).append(endsKept && !end.isEmpty() ? end : usual);
    }

    /** Writes the marker between the previous chunk and the next. */
    private void open(ConflictState next) {
        switch (next) {
            case NO_CONFLICT -> close();
            case FIRST_CONFLICTING_RANGE -> {
                close();
                mark('<', labels.service());
                open = true;
                conflicts++;
            }
            case BASE_CONFLICTING_RANGE -> mark('|', labels.base());
            case NEXT_CONFLICTING_RANGE -> mark('=', "");
        }
    }

    private void close() {
        if (open) {
            mark('>', labels.target());
            open = false;
        }
    }

    private void mark(char sign, String label) {
        text.append(String.valueOf(sign).repeat(marker)).append(label.isEmpty() ? "" : " " + label);
        text.append(usual);
    }

    /** Returns the length of markers, which is longer than any run of marker characters at the start of a line. */
    private int marker() {
        return Stream.of(base, target, theirs)
                .flatMap(lines -> lines.all().stream())
                .mapToInt(TextMerge::leadingSigns)
                .filter(signs -> signs >= MARKER)
                .map(signs -> signs + 1)
                .max()
                .orElse(MARKER);
    }

    private static int leadingSigns(String line) {
        int signs = 0;
        while (signs < line.length() && "<|>".indexOf(line.charAt(0)) >= 0 && line.charAt(signs) == line.charAt(0)) {
            signs++;
        }
        return signs;
    }

    /** Returns the index of each base line in the service's text; -1 if it is not there. */
    private int[] inTheirs() {
        var places = new int[base.size()];
        var edits = diff.diff(new TextLines.Comparison(), base, theirs);
        int at = 0;
        int offset = 0;
        for (Edit edit : edits) {
            for (; at < edit.getBeginA(); at++) {
                places[at] = at + offset;
            }
            for (; at < edit.getEndA(); at++) {
                places[at] = -1;
            }
            offset = edit.getEndB() - edit.getEndA();
        }
        for (; at < places.length; at++) {
            places[at] = at + offset;
        }
        return places;
    }

    /** Returns the text with or without a final newline, as in the side that changed it. */
    private String ended() {
        var followed = theirs.size() == 0 || theirs.endsInNewline() == base.endsInNewline();
        var newline = followed ? target.endsInNewline() : theirs.endsInNewline();
        var marked = text.toString().endsWith(labels.target() + usual) && conflicts > 0;
        if (newline || marked || text.length() == 0) {
            return text.toString();
        }
        int end = text.charAt(text.length() - 1) == '\n' ? text.length() - 1 : text.length();
        return text.substring(0, end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
