package dev.milepost.events.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a repository, and what tells which of its services it is about.
 *
 * @param files that it touches; none where that is not said
 * @param service that it names; null where it names none
 */
record GitHubEventDraft(
        EventDraft draft, List<String> files, @Nullable String service) {

    GitHubEventDraft {
        files = List.copyOf(files);
    }

    static GitHubEventDraft forAllServices(EventDraft fact) {
        return new GitHubEventDraft(fact, List.of(), null);
    }
}
