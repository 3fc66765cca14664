package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Merges a file that both sides have changed. Text is merged by line. If lines would conflict and the format has keys,
 * it is merged by key, and YAML with several documents by document.
 */
final class ContentMerge {

    private final ConflictLabels labels;
    private final MergeBudget budget;

    ContentMerge(ConflictLabels labels, MergeBudget budget) {
        this.labels = labels;
        this.budget = budget;
    }

    MergedFile merge(FileVersions versions, TreeFile base, TreeFile target, TreeFile theirs) {
        var executable = executable(base, target, theirs);
        var texts = ThreeWayTexts.of(base, target, theirs);
        if (texts.isEmpty()) {
            return binary(versions, target, theirs, executable);
        }
        if (!MergeMemory.fitsByLine(
                texts.get().base(), texts.get().target(), texts.get().theirs())) {
            return new MergedFile(versions.path(), Outcome.CONFLICT, theirs)
                    .withDetail("The file has too many lines to be merged. The service's file stays. "
                            + "The template's file has %d bytes.".formatted(target.size()));
        }
        var merged = TextMerge.merge(texts.get(), labels, budget);
        if (merged.conflicts() == 0) {
            return clean(versions, file(merged.text(), executable), "");
        }
        var format = KeyedFormat.of(versions.path());
        return format.flatMap(keyed -> KeyMerge.merge(keyed, texts.get(), budget))
                .map(text -> clean(
                        versions, file(text, executable), "Merged by key, because a merge by line would conflict."))
                .orElseGet(() -> format.filter(keyed -> keyed == KeyedFormat.YAML)
                        .flatMap(yaml -> DocumentMerge.merge(texts.get(), labels, budget))
                        .map(byDocument -> byDocument.conflicts() == 0
                                ? clean(
                                        versions,
                                        file(byDocument.text(), executable),
                                        "Merged by document, because a merge by line would conflict.")
                                : conflict(versions, byDocument, executable))
                        .orElseGet(() -> conflict(versions, merged, executable)));
    }

    private static MergedFile conflict(FileVersions versions, TextMerge.Merged merged, boolean executable) {
        return new MergedFile(
                versions.path(), Outcome.CONFLICT, file(merged.text(), executable), merged.conflicts(), "");
    }

    private static MergedFile clean(FileVersions versions, TreeFile result, String detail) {
        var outcome = Objects.equals(result, versions.theirs()) ? Outcome.UNCHANGED : Outcome.CLEAN;
        return new MergedFile(versions.path(), outcome, result).withDetail(detail);
    }

    private static TreeFile file(String text, boolean executable) {
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), executable);
    }

    /** Binary files are not merged. If only one side has changed the mode, the mode is. */
    private static MergedFile binary(FileVersions versions, TreeFile target, TreeFile theirs, boolean executable) {
        var kept = TreeFile.of(theirs.content(), executable);
        if (versions.isAppliedByService()) {
            return new MergedFile(versions.path(), kept.equals(theirs) ? Outcome.UNCHANGED : Outcome.CLEAN, kept);
        }
        return new MergedFile(versions.path(), Outcome.CONFLICT, kept)
                .withDetail(
                        "The file is binary and cannot be merged. The service's file stays. The template's file has %d bytes."
                                .formatted(target.size()));
    }

    /** Returns the mode of the side that changed it. */
    private static boolean executable(TreeFile base, TreeFile target, TreeFile theirs) {
        return theirs.executable() == base.executable() ? target.executable() : theirs.executable();
    }
}
