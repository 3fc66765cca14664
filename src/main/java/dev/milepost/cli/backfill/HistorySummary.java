package dev.milepost.cli.backfill;

import java.util.ArrayList;
import java.util.List;

/** Describes in text what was found in a repository. */
record HistorySummary(String service, GitHistory history) {

    String counts() {
        return "%s and %s of %s"
                .formatted(count(history.commits(), "change"), count(history.deployments(), "deployment"), service);
    }

    /** How deployments were found, and notes for the user. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        remarks.add(howDeployed());
        var tags = history.tags();
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
