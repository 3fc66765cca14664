package dev.milepost.cli.backfill;

import java.util.Optional;

/**
 * What of a repository is wanted.
 *
 * @param deployedBy empty for the release tags, and where there are none for what comes nearest
 * @param tagPattern a glob on the names of tags
 * @param branch the main branch
 */
record HistorySelection(Optional<DeploymentSource> deployedBy, Optional<String> tagPattern, Optional<String> branch) {

    static final HistorySelection DEFAULT = new HistorySelection(Optional.empty(), Optional.empty(), Optional.empty());

    HistorySelection {
        if (tagPattern.isPresent()
                && deployedBy.filter(by -> by != DeploymentSource.TAGS).isPresent()) {
            throw CannotBackfill.misused(
                    "--tags says which tags are deployments: leave out --deployments %s.", deployedBy.get());
        }
    }

    boolean allowsTags() {
        return deployedBy.isEmpty() || deployedBy.get() == DeploymentSource.TAGS;
    }

    ReleaseTagMatcher releaseTags() {
        return tagPattern.map(ReleaseTagMatcher::matching).orElseGet(ReleaseTagMatcher::byDefaultPattern);
    }
}
