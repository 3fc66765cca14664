package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.platform.time.Rfc3339;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A push whose list of commits is complete.
 *
 * @param head the event of its last commit
 * @param commits all its commits, oldest first; the last one is its head
 */
record PushedMerge(String commit, GitHubEventDraft head, List<PushedCommit> commits) implements MergePart {

    static final String NAME = "push";

    PushedMerge {
        commits = List.copyOf(commits);
    }

    record PushedCommit(String sha, String time) {}

    static PushedMerge of(String commit, JsonNode json) {
        return new PushedMerge(
                commit,
                new GitHubEventDraft(
                        EventDraft.of(json.path("head")),
                        ServiceSelection.ofFiles(json.path("files")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList())),
                json.path("commits")
                        .valueStream()
                        .map(one -> new PushedCommit(
                                one.path(0).asText(), one.path(1).asText()))
                        .toList());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("head", head.draft().toJson());
        var files = json.putArray("files");
        head.selection().files().forEach(files::add);
        var list = json.putArray("commits");
        commits.forEach(one -> list.addArray().add(one.sha()).add(one.time()));
        return json;
    }

    /** The commits before the head. */
    List<PushedCommit> merged() {
        return commits.subList(0, commits.size() - 1);
    }

    /** The time of the oldest commit before the head; empty if there is none. */
    Optional<String> firstCommitTime() {
        return merged().stream()
                .map(PushedCommit::time)
                .filter(time -> Rfc3339.parse(time).isPresent())
                .min(Comparator.comparing(time -> Rfc3339.parse(time).orElseThrow()));
    }
}
