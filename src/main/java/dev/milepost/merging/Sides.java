package dev.milepost.merging;

import dev.milepost.trees.TreeFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One path in the three trees; null where a tree has no such file.
 *
 * @param base as rendered then
 * @param target as rendered now
 * @param theirs as the service has it
 */
record Sides(
        String path,
        @Nullable TreeFile base,
        @Nullable TreeFile target,
        @Nullable TreeFile theirs) {

    /** Whether the template has changed it, brought it or taken it away. */
    boolean changedByTemplate() {
        return !Objects.equals(base, target);
    }

    /** Whether the service has what the template rendered then, but for the ends of lines and the mode. */
    boolean keptByService() {
        return same(base, theirs);
    }

    /** Whether the service has what the template renders now, but for the ends of lines and the mode. */
    boolean takenByService() {
        return same(target, theirs);
    }

    private static boolean same(@Nullable TreeFile one, @Nullable TreeFile other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one.equals(other)) {
            return true;
        }
        var text = one.text().map(Sides::withoutReturns);
        return text.isPresent() && text.equals(other.text().map(Sides::withoutReturns));
    }

    private static String withoutReturns(String text) {
        return text.replace(Lines.CRLF, Lines.LF);
    }
}
