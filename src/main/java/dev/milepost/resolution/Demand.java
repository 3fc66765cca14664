package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule.Requires;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module or a capability that must be there, or must not, in a range of versions.
 *
 * @param by whose demand it is; null where it is the golden path's
 * @param index which of the golden path's modules states it; -1 where it is a module's
 */
record Demand(@Nullable Choice by, int index, Requires what) {

    static Demand of(Choice by, Requires what) {
        return new Demand(by, -1, what);
    }

    /** The name of the module or the capability. */
    String name() {
        return Objects.requireNonNullElseGet(what.module(), () -> Objects.requireNonNull(what.capability()));
    }

    boolean isOfModule() {
        return what.module() != null;
    }

    /** Which of the golden path's modules it comes from in the end. */
    int rootIndex() {
        return by == null ? index : by.root().index();
    }

    /** As messages have it: {@code '^1.4' by 'ci' 3.0.0}. */
    String written() {
        return "'%s' by %s".formatted(what.range(), by == null ? "the golden path" : by.written());
    }
}
