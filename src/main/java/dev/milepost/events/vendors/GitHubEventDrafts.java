package dev.milepost.events.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery of GitHub tells of its repository.
 *
 * @param reason why there is nothing; null where there is something
 */
record GitHubEventDrafts(
        List<GitHubEventDraft> drafts, @Nullable String reason) {

    static GitHubEventDrafts of(List<GitHubEventDraft> facts) {
        return new GitHubEventDrafts(List.copyOf(facts), null);
    }

    static GitHubEventDrafts of(GitHubEventDraft fact) {
        return of(List.of(fact));
    }

    static GitHubEventDrafts ignored(String reason) {
        return new GitHubEventDrafts(List.of(), reason);
    }
}
