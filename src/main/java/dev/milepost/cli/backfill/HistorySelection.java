package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.util.Optional;

/**
 * Which part of a repository to read.
 *
 * @param deployedBy empty for release tags, with merges or commits as a fallback if there are none
 * @param tagPattern a glob for tag names
 * @param branch the main branch
 */
record HistorySelection(Optional<DeploymentSource> deployedBy, Optional<String> tagPattern, Optional<String> branch) {

    static final HistorySelection DEFAULT = new HistorySelection(Optional.empty(), Optional.empty(), Optional.empty());

    HistorySelection {
        if (tagPattern.isPresent()
                && deployedBy.filter(by -> by != DeploymentSource.TAGS).isPresent()) {
            throw CommandFailure.cannotRun(
                    "--tags selects tags as deployments. It cannot be combined with --deployments %s.",
                    deployedBy.get());
        }
    }

    boolean allowsTags() {
        return deployedBy.isEmpty() || deployedBy.get() == DeploymentSource.TAGS;
    }

    ReleaseTagMatcher releaseTags() {
        return tagPattern.map(ReleaseTagMatcher::matching).orElseGet(ReleaseTagMatcher::byDefaultPattern);
    }
}
