package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module or capability that is required or excluded in a version range.
 *
 * @param requiredBy the choice that states it; null for the golden path
 * @param index the index of the golden path's module entry that states it; -1 if a module states it
 */
record Constraint(@Nullable ChosenVersion requiredBy, int index, ModuleSelector selector) {

    static Constraint of(ChosenVersion by, ModuleSelector selector) {
        return new Constraint(by, -1, selector);
    }

    /** Returns the name of the module or capability. */
    String name() {
        return Objects.requireNonNullElseGet(selector.module(), () -> Objects.requireNonNull(selector.capability()));
    }

    boolean isOfModule() {
        return selector.module() != null;
    }

    /** Returns the index of the golden path's module entry that the constraint results from. */
    int rootIndex() {
        return requiredBy == null ? index : requiredBy.rootConstraint().index();
    }

    /** Returns the text for messages: {@code '^1.4' by 'ci' 3.0.0}. */
    String describe() {
        return "'%s' by %s".formatted(selector.range(), requiredBy == null ? "the golden path" : requiredBy.describe());
    }
}
