package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One path in the three trees; null if a tree does not contain it.
 *
 * @param base as rendered at the service's version
 * @param target as rendered at the later version
 * @param theirs as in the service
 */
record FileVersions(
        String path,
        @Nullable TreeFile base,
        @Nullable TreeFile target,
        @Nullable TreeFile theirs) {

    /** Whether the template has changed, added or removed the file. */
    boolean isChangedByTemplate() {
        return !Objects.equals(base, target);
    }

    /** Whether the service's file equals the base, apart from line endings and mode. */
    boolean isUnchangedByService() {
        return same(base, theirs);
    }

    /** Whether the service's file equals the target, apart from line endings and mode. */
    boolean isAppliedByService() {
        return same(target, theirs);
    }

    private static boolean same(@Nullable TreeFile one, @Nullable TreeFile other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one.equals(other)) {
            return true;
        }
        var text = one.text().map(FileVersions::withoutReturns);
        return text.isPresent() && text.equals(other.text().map(FileVersions::withoutReturns));
    }

    private static String withoutReturns(String text) {
        return text.replace(TextLines.CRLF, TextLines.LF);
    }
}
