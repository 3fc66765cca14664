package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.TreeFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One path in the three trees; null where a tree has no such file.
 *
 * @param base as rendered then
 * @param target as rendered now
 * @param theirs as the service has it
 */
record FileVersions(
        String path,
        @Nullable TreeFile base,
        @Nullable TreeFile target,
        @Nullable TreeFile theirs) {

    /** Whether the template has changed it, brought it or taken it away. */
    boolean isChangedByTemplate() {
        return !Objects.equals(base, target);
    }

    /** Whether the service has what the template rendered then, but for the ends of lines and the mode. */
    boolean isUnchangedByService() {
        return same(base, theirs);
    }

    /** Whether the service has what the template renders now, but for the ends of lines and the mode. */
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
