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

    static GitHubEventDrafts of(List<GitHubEventDraft> drafts) {
        return new GitHubEventDrafts(List.copyOf(drafts), null);
    }

    static GitHubEventDrafts of(GitHubEventDraft draft) {
        return of(List.of(draft));
    }

    static GitHubEventDrafts ignored(String reason) {
        return new GitHubEventDrafts(List.of(), reason);
    }
}
