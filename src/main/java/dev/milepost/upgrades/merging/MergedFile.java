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
        String path, Outcome outcome, @Nullable TreeFile result, int conflicts, String detail) {

    /** The outcome of merging a file. */
    public enum Outcome {
        /** The service's file is already as it should be. */
        UNCHANGED,
        /** The template's changes are applied and the service's changes are kept. */
        CLEAN,
        /** The template added the file and the service had none. */
        ADDED,
        /** The template removed the file and the service had not changed it. */
        REMOVED,
        /** A person has to resolve the conflict; the service's content is kept. */
        CONFLICT,
        /** The service has deleted the file; it stays deleted. */
        USER_DELETED,
        /** The template manages the file and the service had changed it; the result is the template's version. */
        DRIFTED,
        /** The team owns the file since scaffolding; the template's or the team's content has changed since. */
        SEEDED
    }

    MergedFile(String path, Outcome outcome, @Nullable TreeFile result) {
        this(path, outcome, result, outcome == Outcome.CONFLICT ? 1 : 0, "");
    }

    /** Returns a file that a migration has changed, and nothing else. */
    public static MergedFile changed(String path, TreeFile result, String detail) {
        return new MergedFile(path, Outcome.CLEAN, result).withDetail(detail);
    }

    /** Returns a file that cannot be added, since something else is at its path. */
    public static MergedFile blocked(String path, String detail) {
        return new MergedFile(path, Outcome.CONFLICT, null).withDetail(detail);
    }

    public MergedFile withDetail(String reason) {
        return new MergedFile(path, outcome, result, conflicts, reason);
    }
}
