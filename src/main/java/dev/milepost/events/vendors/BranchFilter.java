package dev.milepost.events.vendors;

import java.util.List;

/** Selects the branches whose commits and merges are read. */
final class BranchFilter {

    private static final String DEFAULT = "default";

    private final boolean matchesDefault;
    private final NamePatterns patterns;

    BranchFilter(List<String> patterns) {
        matchesDefault = patterns.contains(DEFAULT);
        this.patterns = new NamePatterns(
                patterns.stream().filter(pattern -> !pattern.equals(DEFAULT)).toList());
    }

    boolean matches(String branch, GitHubRepository repository) {
        return matchesDefault
                        && repository.defaultBranch().filter(branch::equals).isPresent()
                || patterns.matches(branch);
    }
}
