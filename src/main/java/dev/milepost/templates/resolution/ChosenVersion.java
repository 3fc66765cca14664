package dev.milepost.templates.resolution;

import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A version chosen for a module.
 *
 * @param level how many choices were made before it
 * @param reason what made the module needed
 */
record ChosenVersion(int level, AvailableVersion offered, Constraint reason) {

    String name() {
        return offered.module().name();
    }

    Semver version() {
        return offered.module().version();
    }

    /** The choice and what it came from, up to a module that the golden path names: {@code ci 3.0.0, required by …}. */
    String reasonChain() {
        var text = new StringBuilder(describe());
        for (@Nullable ChosenVersion by = reason.requiredBy();
                by != null;
                by = by.reason().requiredBy()) {
            text.append(", required by ").append(by.describe());
        }
        return text.toString();
    }

    /** What of the golden path's own modules this choice came from. */
    Constraint rootConstraint() {
        Deque<Constraint> way = new ArrayDeque<>();
        for (@Nullable ChosenVersion by = this; by != null; by = by.reason().requiredBy()) {
            way.push(by.reason());
        }
        return way.element();
    }

    String describe() {
        return "'%s' %s".formatted(name(), version());
    }
}
