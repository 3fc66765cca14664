package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a repository that count as deployments.
 *
 * @param releases oldest first
 * @param preReleases the number of tags left out because their names are those of pre-releases
 * @param others the number of tags left out for another reason
 * @param example the name of a tag that was left out; null if there is none
 */
record DeploymentTags(
        List<Release> releases,
        int preReleases,
        int others,
        @Nullable String example) {

    DeploymentTags {
        releases = List.copyOf(releases);
    }

    /**
     * A tag of a commit.
     *
     * @param taggedAt null if the tag contains no time; a lightweight tag never does
     */
    record Release(String tag, RevCommit commit, @Nullable CommitTime taggedAt) {

        CommitTime time() {
            return taggedAt == null ? CommitTime.of(commit) : taggedAt;
        }
    }

    static DeploymentTags read(Repository repository, RevWalk walk, ReleaseTagMatcher wanted) throws IOException {
        var releases = new ArrayList<Release>();
        int preReleases = 0;
        int others = 0;
        String example = null;
        for (var ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            var name = ref.getName().substring(Constants.R_TAGS.length());
            var kind = wanted.classify(name);
            var release = kind == ReleaseTagMatcher.Kind.RELEASE ? release(name, ref, walk) : Optional.<Release>empty();
            if (release.isPresent()) {
                releases.add(release.get());
                continue;
            }
            example = name;
            preReleases += kind == ReleaseTagMatcher.Kind.PRE_RELEASE ? 1 : 0;
            others += kind == ReleaseTagMatcher.Kind.PRE_RELEASE ? 0 : 1;
        }
        releases.sort(Comparator.comparing((Release release) -> release.time().instant())
                .thenComparing(Release::tag));
        return new DeploymentTags(releases, preReleases, others, example);
    }

    /** Empty if the tag points to a file or a tree, or to a commit that the repository does not contain. */
    private static Optional<Release> release(String name, Ref ref, RevWalk walk) throws IOException {
        try {
            var tagged = walk.parseAny(ref.getObjectId());
            if (!(walk.peel(tagged) instanceof RevCommit commit)) {
                return Optional.empty();
            }
            walk.parseBody(commit);
            CommitTime taggedAt = null;
            if (tagged instanceof RevTag annotated) {
                walk.parseBody(annotated);
                taggedAt = Optional.ofNullable(annotated.getTaggerIdent())
                        .map(CommitTime::of)
                        .orElse(null);
            }
            return Optional.of(new Release(name, commit, taggedAt));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** Throws if tags were requested and none matches. */
    void requireAnyOf(HistorySelection selection) {
        boolean tagsRequired =
                selection.tagPattern().isPresent() || selection.deployedBy().isPresent();
        if (!tagsRequired || !releases.isEmpty()) {
            return;
        }
        var searched = selection
                .tagPattern()
                .map("No tag that points to a commit matches '%s'."::formatted)
                .orElse("No tag is named like a release, such as v1.2.3.");
        var found = example == null
                ? "The repository has no tags: run git fetch --tags, or use --deployments merges without --tags."
                : "The repository has tags such as %s: select them with --tags, or use --deployments merges without --tags."
                        .formatted(example);
        throw CommandFailure.cannotRun("%s %s", searched, found);
    }
}
