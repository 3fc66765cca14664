package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import org.jspecify.annotations.Nullable;

/**
 * The result of merging one file.
 *
 * @param result the merged file; null if the file does not exist afterwards
 * @param conflicts the number of conflicts to resolve
 * @param detail an explanation in addition to the outcome; empty if there is none
 */
public record MergedFile(
        String path, MergeOutcome outcome, @Nullable TreeFile result, int conflicts, String detail) {

    MergedFile(String path, MergeOutcome outcome, @Nullable TreeFile result) {
        this(path, outcome, result, outcome == MergeOutcome.CONFLICT ? 1 : 0, "");
    }

    MergedFile withDetail(String reason) {
        return new MergedFile(path, outcome, result, conflicts, reason);
    }
}
