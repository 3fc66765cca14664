package dev.milepost.upgrades.merging;

import java.util.stream.Collectors;
import org.eclipse.jgit.diff.Edit;

/**
 * Describes a service's changes to a file that the template manages, so that an upgrade does not discard them silently.
 */
final class Drift {

    private static final int MAX_SHOWN = 40;

    private Drift() {}

    static String of(FileVersions versions, MergeBudget budget) {
        var base = versions.base();
        var theirs = versions.theirs();
        if (base == null || theirs == null) {
            return "";
        }
        var before = base.text();
        var after = theirs.text();
        if (before.isEmpty() || after.isEmpty() || !MergeMemory.fitsByLine(before.get(), after.get())) {
            return "The template manages this file and replaces the service's content of %d bytes."
                    .formatted(theirs.size());
        }
        return "The template manages this file and replaces these changes of the service:\n"
                + changes(TextLines.of(before.get()), TextLines.of(after.get()), new LineDiff(budget));
    }

    private static String changes(TextLines before, TextLines after, LineDiff diff) {
        var lines = diff.diff(new TextLines.Comparison(), before, after).stream()
                .flatMap(edit -> lines(edit, before, after).lines())
                .toList();
        return lines.stream().limit(MAX_SHOWN).collect(Collectors.joining("\n"))
                + (lines.size() > MAX_SHOWN ? "\n… and %d more lines".formatted(lines.size() - MAX_SHOWN) : "");
    }

    private static String lines(Edit edit, TextLines before, TextLines after) {
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
