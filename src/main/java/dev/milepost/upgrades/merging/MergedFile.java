package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one file.
 *
 * @param result the file from now on; null where there is none
 * @param conflicts places that somebody has to decide
 * @param detail what there is to know beyond the outcome; empty where nothing is
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
