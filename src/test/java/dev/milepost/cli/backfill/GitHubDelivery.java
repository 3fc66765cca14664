package dev.milepost.cli.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A delivery of GitHub about one repository, with the fields that its documentation has for the kind.
 *
 * @param kind the value of the header {@code X-GitHub-Event}
 */
record GitHubDelivery(String kind, JsonNode payload) {

    private static final ObjectId NONE = ObjectId.zeroId();

    /**
     * A push.
     *
     * @param ref such as {@code refs/heads/main}
     * @param before zero if the push creates the ref
     * @param after zero if the push deletes it
     * @param commits what is reachable from the one and not from the other, oldest first
     */
    static GitHubDelivery push(
            String slug, String ref, ObjectId before, ObjectId after, boolean forced, List<RevCommit> commits) {
        var payload = payload(slug);
        payload.put("ref", ref).put("before", before.name()).put("after", after.name());
        payload.put("created", before.equals(NONE)).put("deleted", after.equals(NONE));
        payload.put("forced", forced);
        payload.putNull("base_ref");
        var list = payload.putArray("commits");
        commits.forEach(commit -> list.add(commit(commit)));
        if (commits.isEmpty()) {
            payload.putNull("head_commit");
        } else {
            payload.set("head_commit", commit(commits.get(commits.size() - 1)));
        }
        return new GitHubDelivery("push", payload);
    }

    /** The push of a tag, which lists no commits and names the one that it points to. */
    static GitHubDelivery tag(String slug, String tag, RevCommit target) {
        var pushed = push(slug, "refs/tags/" + tag, NONE, target, false, List.of());
        ((ObjectNode) pushed.payload()).set("head_commit", commit(target));
        return pushed;
    }

    private static JsonNode commit(RevCommit commit) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", commit.name()).put("tree_id", commit.getTree().name()).put("distinct", true);
        json.put("message", commit.getFullMessage());
        json.put("timestamp", CommitTime.of(commit).toString());
        json.putArray("added");
        json.putArray("removed");
        json.putArray("modified").add("src/Main.java");
        return json;
    }

    /** @param commits the number of commits that the branch had beside its base */
    static GitHubDelivery merged(String slug, int number, ObjectId head, int commits, RevCommit merge) {
        var payload = payload(slug);
        payload.put("action", "closed").put("number", number);
        var pullRequest = payload.putObject("pull_request");
        pullRequest.put("number", number).put("state", "closed").put("merged", true);
        pullRequest.put(
                "created_at", CommitTime.of(merge).instant().minusSeconds(3600).toString());
        pullRequest.put("merged_at", CommitTime.of(merge).instant().toString());
        pullRequest.put("merge_commit_sha", merge.name()).put("commits", commits);
        pullRequest.putObject("head").put("sha", head.name());
        pullRequest.putObject("base").put("ref", "main");
        return new GitHubDelivery("pull_request", payload);
    }

    static GitHubDelivery deployed(String slug, int id, RevCommit commit, String state, Instant at) {
        var payload = payload(slug);
        payload.put("action", "created");
        payload.putObject("deployment_status")
                .put("id", 10 * id + state.length())
                .put("state", state)
                .put("environment", "production")
                .put("created_at", at.toString());
        payload.putObject("deployment")
                .put("id", id)
                .put("sha", commit.name())
                .put("ref", "main")
                .put("task", "deploy")
                .put("environment", "production");
        return new GitHubDelivery("deployment_status", payload);
    }

    static GitHubDelivery released(String slug, int id, String tag, Instant at) {
        var payload = payload(slug);
        payload.put("action", "released");
        payload.putObject("release")
                .put("id", id)
                .put("tag_name", tag)
                .put("target_commitish", "main")
                .put("draft", false)
                .put("prerelease", false)
                .put("published_at", at.toString());
        return new GitHubDelivery("release", payload);
    }

    private static ObjectNode payload(String slug) {
        var payload = JsonNodeFactory.instance.objectNode();
        payload.putObject("repository")
                .put("id", 1)
                .put("full_name", slug)
                .put("html_url", "https://github.com/" + slug)
                .put("default_branch", "main");
        return payload;
    }
}
