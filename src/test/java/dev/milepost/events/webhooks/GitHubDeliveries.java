package dev.milepost.events.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** Deliveries of GitHub about one repository, by time and commit. */
record GitHubDeliveries(String slug) {

    /** @param before the head before the push */
    byte[] push(String before, List<PushedCommit> commits) {
        var list = commits.stream()
                .map(commit -> """
                        {"id": "%s", "distinct": true, "message": "%s", "timestamp": "%s", "added": [], "removed": [],
                         "modified": ["%s"]}""".formatted(commit.sha(), commit.message(), commit.time(), commit.file()))
                .collect(joining(", "));
        return """
                {"ref": "refs/heads/main", "before": "%s", "after": "%s", "created": false, "deleted": false,
                 "forced": false, "commits": [%s], %s}""".formatted(before, commits.get(commits.size() - 1).sha(), list, repository())
                .getBytes(UTF_8);
    }

    record PushedCommit(String sha, String time, String message, String file) {

        static PushedCommit of(String sha, String time) {
            return new PushedCommit(sha, time, "Work", "src/Main.java");
        }
    }

    byte[] merged(int number, String mergeCommit, int commits, String openedAt, String mergedAt) {
        return """
                {"action": "closed", "number": %d, "pull_request": {"number": %d, "merged": true, "merged_at": "%s",
                 "created_at": "%s", "merge_commit_sha": "%s", "commits": %d, "base": {"ref": "main"},
                 "merged_by": {"login": "joe"}}, %s}""".formatted(number, number, mergedAt, openedAt, mergeCommit, commits, repository())
                .getBytes(UTF_8);
    }

    /**
     * @param more further members of the deployment, as JSON
     * @param run the id of the workflow run; 0 if there is none
     */
    byte[] deployed(long id, String sha, String at, String environment, String more, long run) {
        return """
                {"action": "created", "deployment_status": {"id": %d, "state": "success", "environment": "%s",
                 "created_at": "%s"}, "deployment": {"id": %d, "sha": "%s", "ref": "main", "task": "deploy",
                 "environment": "%s"%s}%s, %s}""".formatted(
                        id,
                        environment,
                        at,
                        id,
                        sha,
                        environment,
                        more.isEmpty() ? "" : ", " + more,
                        run == 0 ? "" : ", \"workflow_run\": {\"id\": %d, \"name\": \"deploy\"}".formatted(run),
                        repository())
                .getBytes(UTF_8);
    }

    private String repository() {
        return "\"repository\": {\"id\": 1, \"full_name\": \"%s\", \"html_url\": \"https://github.com/%s\", \"default_branch\": \"main\"}"
                .formatted(slug, slug);
    }
}
