package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a repository that count as deployments.
 *
 * @param releases oldest first, at most one of each commit
 * @param merged the releases whose commit has several tags, oldest first
 * @param preReleases the number of tags left out because their names are those of pre-releases
 * @param others the number of tags left out for another reason
 * @param example the name of a tag that was left out; null if there is none
 */
record DeploymentTags(
        List<Release> releases,
        List<MergedRelease> merged,
        int preReleases,
        int others,
        @Nullable String example) {

    static final DeploymentTags NONE = new DeploymentTags(List.of(), List.of(), 0, 0, null);

    DeploymentTags {
        releases = List.copyOf(releases);
        merged = List.copyOf(merged);
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

    /**
     * A release with several tags.
     *
     * @param tag the tag that counts
     * @param others the other tags of its commit
     */
    record MergedRelease(String tag, List<String> others) {

        MergedRelease {
            others = List.copyOf(others);
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
        return of(releases, preReleases, others, example);
    }

    /**
     * Tags of one commit are one release, because it is deployed once. The earliest tag counts: a tag that is added later
     * does not change what was sent before. Of tags with one time, that of the highest version counts.
     */
    private static DeploymentTags of(List<Release> all, int preReleases, int others, @Nullable String example) {
        var byCommit = new LinkedHashMap<ObjectId, List<Release>>();
        all.forEach(release -> byCommit.computeIfAbsent(release.commit().getId(), any -> new ArrayList<>())
                .add(release));
        var releases = new ArrayList<Release>();
        var merged = new ArrayList<MergedRelease>();
        for (var tags : byCommit.values()) {
            var first = tags.get(0).time().instant();
            var counted = tags.stream()
                    .filter(release -> release.time().instant().equals(first))
                    .max(Comparator.comparing(Release::tag, ReleaseTagMatcher::compareVersions))
                    .orElseThrow();
            releases.add(counted);
            if (tags.size() > 1) {
                var rest = tags.stream().map(Release::tag).filter(tag -> !tag.equals(counted.tag()));
                merged.add(new MergedRelease(counted.tag(), rest.toList()));
            }
        }
        return new DeploymentTags(releases, merged, preReleases, others, example);
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
