package dev.milepost.merging;

import dev.milepost.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A file that both sides have changed: text merged by line, by key where it has keys and lines would conflict. */
final class ContentMerge {

    private final Labels labels;
    private final MergeBudget budget;

    ContentMerge(Labels labels, MergeBudget budget) {
        this.labels = labels;
        this.budget = budget;
    }

    MergedFile merge(Sides sides, TreeFile base, TreeFile target, TreeFile theirs) {
        var executable = executable(base, target, theirs);
        var texts = Texts.of(base, target, theirs);
        if (texts.isEmpty()) {
            return binary(sides, target, theirs, executable);
        }
        var merged = TextMerge.merge(texts.get(), labels, budget);
        if (merged.conflicts() == 0) {
            return clean(sides, file(merged.text(), executable), "");
        }
        return KeyedFormat.of(sides.path())
                .flatMap(format -> KeyMerge.merge(format, texts.get(), budget))
                .map(text -> clean(sides, file(text, executable), "Merged by key, where lines alone would conflict."))
                .orElseGet(() -> new MergedFile(
                        sides.path(), Outcome.CONFLICT, file(merged.text(), executable), merged.conflicts(), ""));
    }

    private static MergedFile clean(Sides sides, TreeFile result, String detail) {
        var outcome = Objects.equals(result, sides.theirs()) ? Outcome.UNCHANGED : Outcome.CLEAN;
        return new MergedFile(sides.path(), outcome, result).because(detail);
    }

    private static TreeFile file(String text, boolean executable) {
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), executable);
    }

    /** Binary files have no parts that could be merged; the mode of one that only one side has changed has. */
    private static MergedFile binary(Sides sides, TreeFile target, TreeFile theirs, boolean executable) {
        var kept = TreeFile.of(theirs.content(), executable);
        if (sides.takenByService()) {
            return new MergedFile(sides.path(), kept.equals(theirs) ? Outcome.UNCHANGED : Outcome.CLEAN, kept);
        }
        return new MergedFile(sides.path(), Outcome.CONFLICT, kept)
                .because("It is no text that could be merged: the service's stays, the template's has %d bytes."
                        .formatted(target.size()));
    }

    /** As the side has it that changed it. */
    private static boolean executable(TreeFile base, TreeFile target, TreeFile theirs) {
        return theirs.executable() == base.executable() ? target.executable() : theirs.executable();
    }
}
