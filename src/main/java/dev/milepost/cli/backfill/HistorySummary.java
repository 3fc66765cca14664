package dev.milepost.cli.backfill;

import java.util.ArrayList;
import java.util.List;

/** Describes in text what was found in a repository. */
record HistorySummary(String service, GitHistory history) {

    /** The most commits whose tags are listed, and the most tags of one. */
    private static final int MERGED_TAGS = 5;

    String counts() {
        return "%s and %s of %s"
                .formatted(count(history.commits(), "change"), count(history.deployments(), "deployment"), service);
    }

    /** How deployments were found, and notes for the user. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        remarks.add(howDeployed());
        var tags = history.tags();
        remarks.addAll(mergedTags(tags.merged()));
        if (tags.preReleases() + tags.others() > 0) {
            remarks.add("Not used: %s and %s, such as %s. Use --tags PATTERN to select other tags."
                    .formatted(
                            count(tags.preReleases(), "pre-release"),
                            count(tags.others(), "other tag"),
                            tags.example()));
        }
        if (history.isShallow()) {
            remarks.add("This is a shallow clone without its older commits. For the whole history, run"
                    + " git fetch --unshallow and then this command again.");
        }
        return remarks;
    }

    /** Which tag of a commit with several counts, for the latest of these commits. */
    private static List<String> mergedTags(List<DeploymentTags.MergedRelease> merged) {
        var shown = merged.subList(Math.max(0, merged.size() - MERGED_TAGS), merged.size());
        var remarks = new ArrayList<>(shown.stream()
                .map(release -> "Tags of one commit are one release: %s counts, %s."
                        .formatted(release.tag(), without(release.others())))
                .toList());
        if (merged.size() > MERGED_TAGS) {
            remarks.add("So are the tags of %s more.".formatted(count(merged.size() - MERGED_TAGS, "commit")));
        }
        return remarks;
    }

    private static String without(List<String> tags) {
        if (tags.size() == 1) {
            return tags.get(0) + " does not";
        }
        var first = String.join(", ", tags.subList(0, Math.min(MERGED_TAGS, tags.size())));
        return tags.size() <= MERGED_TAGS
                ? first + " do not"
                : "%s and %,d more do not".formatted(first, tags.size() - MERGED_TAGS);
    }

    private String howDeployed() {
        var source = history.deploymentSource().description();
        if (history.deploymentSource() == DeploymentSource.TAGS) {
            return "Deployments are the %s.".formatted(source);
        }
        var branch = history.mainBranch() == null ? "the main branch" : history.mainBranch();
        return history.isFallback()
                ? "There are no release tags. The %s %s count as deployments.".formatted(source, branch)
                : "Deployments are the %s %s.".formatted(source, branch);
    }

    private static String count(int number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
