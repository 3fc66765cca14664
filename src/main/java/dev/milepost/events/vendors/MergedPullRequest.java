package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.PushedMerge.PushedCommit;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merged pull request. GitHub does not say how it was merged. Its push does: a merge commit brings the pull request's
 * own commits and itself, a squash brings one new commit, and a rebase as many new commits as the pull request has.
 *
 * @param commit the commit that GitHub calls the merge commit: the squashed one, or the last rebased one
 * @param merged its event
 * @param head the last commit of the pull request's branch; null if the delivery lacks it
 * @param commits the number of commits of the pull request; 0 if the delivery lacks it
 */
record MergedPullRequest(
        String commit,
        String number,
        EventDraft merged,
        @Nullable String head,
        long commits) implements MergePart {

    static MergedPullRequest of(String commit, JsonNode json) {
        return new MergedPullRequest(
                commit,
                json.path("number").asText(),
                EventDraft.of(json.path("merged")),
                json.path("head").textValue(),
                json.path("commits").longValue());
    }

    @Override
    public String name() {
        return name(number);
    }

    static String name(String number) {
        return "pull_request/" + number;
    }

    /** Empty if GitHub sent something else than a time. */
    Optional<Instant> mergedAt() {
        return Rfc3339.parse(merged.time());
    }

    @Override
    public JsonNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", number)
                .put("head", head)
                .put("commits", commits)
                .set("merged", merged.toJson());
    }

    /**
     * The events that the pull request and its push yield together: which commits it brought, and whether its last one
     * is a merge commit, if the push alone was taken for something else.
     */
    List<GitHubEventDraft> with(PushedMerge push) {
        var drafts = new ArrayList<GitHubEventDraft>();
        var isMerge = isMerge(push);
        // A branch that was pushed to its base has no merge commit of its own; its message says what the head is.
        if (!commit.equals(head) && isMerge != push.head().draft().isTrue("merge")) {
            // The event with the smaller id describes the commit, as both have its time.
            var corrected = push.head().draft().renamed("change/" + commit).with("merge", isMerge);
            drafts.add(new GitHubEventDraft(corrected, push.head().selection()));
        }
        var brought = brought(push, isMerge);
        if (!brought.isEmpty()) {
            var draft = merged.renamed("pull_request/" + number + "/commits")
                    .with("commits", brought.stream().map(PushedCommit::sha).toList());
            if (isMerge) {
                draft.with("first_commit_at", push.firstCommitTime());
            }
            drafts.add(GitHubEventDraft.forAllServices(draft));
        }
        return drafts;
    }

    private boolean isMerge(PushedMerge push) {
        return head == null
                ? commits > 0 && push.merged().size() == commits
                : push.merged().stream().anyMatch(one -> one.sha().equals(head));
    }

    /** The commits that the pull request brought; empty for a squash, whose only one is the merge commit. */
    private List<PushedCommit> brought(PushedMerge push, boolean isMerge) {
        if (isMerge) {
            return push.merged();
        }
        return commits > 1 && push.commits().size() == commits ? push.commits() : List.of();
    }
}
