package dev.milepost.vendors;

import java.util.List;

/** The branches whose commits and merges are read. */
final class Branches {

    private static final String DEFAULT = "default";

    private final boolean takesDefault;
    private final Names names;

    Branches(List<String> patterns) {
        takesDefault = patterns.contains(DEFAULT);
        names = new Names(
                patterns.stream().filter(pattern -> !pattern.equals(DEFAULT)).toList());
    }

    boolean take(String branch, GitHubRepository repository) {
        return takesDefault && repository.defaultBranch().filter(branch::equals).isPresent() || names.match(branch);
    }
}
