package dev.milepost.events.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event drafts of one GitHub delivery.
 *
 * @param reason why the delivery is ignored; null if it is not
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
