package dev.milepost.vendors;

import dev.milepost.platform.Glob;
import java.util.List;

/** Patterns of names. */
final class Names {

    private final List<Glob> patterns;

    Names(List<String> patterns) {
        this.patterns = patterns.stream().map(String::strip).map(Glob::new).toList();
    }

    boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
