package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.TemplateModule.ModuleSelector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module or a capability that must be there, or must not, in a range of versions.
 *
 * @param requiredBy whose demand it is; null where it is the golden path's
 * @param index which of the golden path's modules states it; -1 where it is a module's
 */
record Constraint(@Nullable ChosenVersion requiredBy, int index, ModuleSelector selector) {

    static Constraint of(ChosenVersion by, ModuleSelector selector) {
        return new Constraint(by, -1, selector);
    }

    /** The name of the module or the capability. */
    String name() {
        return Objects.requireNonNullElseGet(selector.module(), () -> Objects.requireNonNull(selector.capability()));
    }

    boolean isOfModule() {
        return selector.module() != null;
    }

    /** Which of the golden path's modules it comes from in the end. */
    int rootIndex() {
        return requiredBy == null ? index : requiredBy.rootConstraint().index();
    }

    /** As messages have it: {@code '^1.4' by 'ci' 3.0.0}. */
    String describe() {
        return "'%s' by %s".formatted(selector.range(), requiredBy == null ? "the golden path" : requiredBy.describe());
    }
}
