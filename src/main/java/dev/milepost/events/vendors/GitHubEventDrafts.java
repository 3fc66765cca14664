package dev.milepost.events.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event drafts of one GitHub delivery.
 *
 * @param reason why the delivery is ignored; null if it is not
 * @param merge what the delivery says about a merge that other deliveries complete; null if it says nothing
 */
record GitHubEventDrafts(
        List<GitHubEventDraft> drafts,
        @Nullable String reason,
        @Nullable MergePart merge) {

    /** An event draft of a repository, with the data that selects its services. */
    record GitHubEventDraft(EventDraft draft, ServiceSelection selection) {

        static GitHubEventDraft forAllServices(EventDraft draft) {
            return new GitHubEventDraft(draft, ServiceSelection.ALL);
        }
    }

    static GitHubEventDrafts of(List<GitHubEventDraft> drafts) {
        return new GitHubEventDrafts(List.copyOf(drafts), null, null);
    }

    static GitHubEventDrafts of(GitHubEventDraft draft) {
        return of(List.of(draft));
    }

    static GitHubEventDrafts ignored(String reason) {
        return new GitHubEventDrafts(List.of(), reason, null);
    }

    GitHubEventDrafts with(MergePart part) {
        return new GitHubEventDrafts(drafts, reason, part);
    }
}
