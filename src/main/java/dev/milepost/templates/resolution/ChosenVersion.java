package dev.milepost.templates.resolution;

import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A version chosen for a module.
 *
 * @param level the number of choices made before it
 * @param reason the constraint that requires the module
 */
record ChosenVersion(int level, AvailableVersion offered, Constraint reason) {

    String name() {
        return offered.module().name();
    }

    Semver version() {
        return offered.module().version();
    }

    /**
     * Returns the choice and the choices that required it, up to a module that the golden path lists: {@code ci 3.0.0,
     * required by …}.
     */
    String reasonChain() {
        var text = new StringBuilder(describe());
        for (@Nullable ChosenVersion by = reason.requiredBy();
                by != null;
                by = by.reason().requiredBy()) {
            text.append(", required by ").append(by.describe());
        }
        return text.toString();
    }

    /** Returns the golden path's own constraint that this choice results from. */
    Constraint rootConstraint() {
        Deque<Constraint> constraints = new ArrayDeque<>();
        for (@Nullable ChosenVersion by = this; by != null; by = by.reason().requiredBy()) {
            constraints.push(by.reason());
        }
        return constraints.element();
    }

    String describe() {
        return "'%s' %s".formatted(name(), version());
    }
}
