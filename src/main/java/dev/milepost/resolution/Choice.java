package dev.milepost.resolution;

import dev.milepost.resolution.Offer.Offered;
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
record Choice(int level, Offered offered, Demand reason) {

    String name() {
        return offered.module().name();
    }

    Semver version() {
        return offered.module().version();
    }

    /** The choice and what it came from, up to a module that the golden path names: {@code ci 3.0.0, required by …}. */
    String chain() {
        var text = new StringBuilder(written());
        for (@Nullable Choice by = reason.by(); by != null; by = by.reason().by()) {
            text.append(", required by ").append(by.written());
        }
        return text.toString();
    }

    /** What of the golden path's own modules this choice came from. */
    Demand root() {
        Deque<Demand> way = new ArrayDeque<>();
        for (@Nullable Choice by = this; by != null; by = by.reason().by()) {
            way.push(by.reason());
        }
        return way.element();
    }

    String written() {
        return "'%s' %s".formatted(name(), version());
    }
}
