package dev.milepost.merging;

import java.util.stream.Collectors;
import org.eclipse.jgit.diff.Edit;

/** What a service has changed in a file that is the template's, told so that it is not lost unseen. */
final class Drift {

    private static final int SHOWN = 40;

    private Drift() {}

    static String of(Sides sides, MergeBudget budget) {
        var base = sides.base();
        var theirs = sides.theirs();
        if (base == null || theirs == null) {
            return "";
        }
        var before = base.text();
        var after = theirs.text();
        if (before.isEmpty() || after.isEmpty()) {
            return "The template manages it; the service had other content of %d bytes.".formatted(theirs.size());
        }
        return "The template manages it; the service had changed:\n"
                + changes(Lines.of(before.get()), Lines.of(after.get()), new LineDiff(budget));
    }

    private static String changes(Lines before, Lines after, LineDiff diff) {
        var lines = diff.diff(new Lines.Comparison(), before, after).stream()
                .flatMap(edit -> lines(edit, before, after).lines())
                .toList();
        return lines.stream().limit(SHOWN).collect(Collectors.joining("\n"))
                + (lines.size() > SHOWN ? "\n… and %d lines more".formatted(lines.size() - SHOWN) : "");
    }

    private static String lines(Edit edit, Lines before, Lines after) {
        var text = new StringBuilder("@@ line %d\n".formatted(edit.getBeginB() + 1));
        for (int i = edit.getBeginA(); i < edit.getEndA(); i++) {
            text.append('-').append(before.line(i)).append('\n');
        }
        for (int i = edit.getBeginB(); i < edit.getEndB(); i++) {
            text.append('+').append(after.line(i)).append('\n');
        }
        return text.toString();
    }
}
