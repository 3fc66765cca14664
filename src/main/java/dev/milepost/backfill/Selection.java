package dev.milepost.backfill;

import java.util.Optional;

/**
 * What of a repository is wanted.
 *
 * @param deployedBy empty for the release tags, and where there are none for what comes nearest
 * @param tagPattern a glob on the names of tags
 * @param branch the main branch
 */
record Selection(Optional<DeployedBy> deployedBy, Optional<String> tagPattern, Optional<String> branch) {

    static final Selection USUAL = new Selection(Optional.empty(), Optional.empty(), Optional.empty());

    Selection {
        if (tagPattern.isPresent()
                && deployedBy.filter(by -> by != DeployedBy.TAGS).isPresent()) {
            throw CannotBackfill.misused(
                    "--tags says which tags are deployments: leave out --deployments %s.", deployedBy.get());
        }
    }

    boolean mayBeTags() {
        return deployedBy.isEmpty() || deployedBy.get() == DeployedBy.TAGS;
    }

    ReleaseTags releaseTags() {
        return tagPattern.map(ReleaseTags::matching).orElseGet(ReleaseTags::usual);
    }
}
