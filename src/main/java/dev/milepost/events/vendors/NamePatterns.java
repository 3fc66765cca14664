package dev.milepost.events.vendors;

import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;

/** A list of wildcard patterns. A name matches if any pattern matches. */
final class NamePatterns {

    private final List<WildcardPattern> patterns;

    NamePatterns(List<String> patterns) {
        this.patterns =
                patterns.stream().map(String::strip).map(WildcardPattern::new).toList();
    }

    boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
