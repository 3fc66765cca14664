package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the push and the pull requests of a merge together. Each part is committed before the others are read, so that
 * the later of two concurrent deliveries finds the earlier one. If both find each other, their events are duplicates.
 */
@ApplicationScoped
class GitHubMerges {

    /** Parts of one merge arrive within seconds; somebody may deliver one again by hand much later. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final Clock clock;

    GitHubMerges(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps a part and returns the events that it and the parts before it yield together. */
    List<GitHubEventDraft> complete(String repository, MergePart part) {
        var now = clock.instant();
        sql.update("delete from github_merge where received_at < ?", now.minus(KEPT));
        sql.update("""
                insert into github_merge (repository, commit_sha, part, content, received_at) values (?, ?, ?, ?, ?)
                on conflict (repository, commit_sha, part) do update
                set content = excluded.content, received_at = excluded.received_at
                """, repository, part.commit(), part.name(), part.toJson().toString(), now);
        var others = sql.query(
                "select part, content from github_merge where repository = ? and commit_sha = ? and part <> ? order by part",
                row -> part(part.commit(), row.getString(1), row.getString(2)),
                repository,
                part.commit(),
                part.name());
        return others.stream().flatMap(other -> together(part, other)).toList();
    }

    private static Stream<GitHubEventDraft> together(MergePart one, MergePart other) {
        if (one instanceof PushedMerge push && other instanceof MergedPullRequest pullRequest) {
            return pullRequest.with(push).stream();
        }
        if (one instanceof MergedPullRequest pullRequest && other instanceof PushedMerge push) {
            return pullRequest.with(push).stream();
        }
        return Stream.empty();
    }

    private static MergePart part(String commit, String name, String content) {
        try {
            var json = JSON.readTree(content);
            return name.equals(PushedMerge.NAME) ? PushedMerge.of(commit, json) : MergedPullRequest.of(commit, json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON can be read", e);
        }
    }
}
