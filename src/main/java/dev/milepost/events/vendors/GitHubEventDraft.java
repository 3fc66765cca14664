package dev.milepost.events.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event draft of a repository, with the data that selects its services.
 *
 * @param files the files that it changes; empty if the delivery does not list them
 * @param service the service that the delivery names; null if it names none
 */
record GitHubEventDraft(
        EventDraft draft, List<String> files, @Nullable String service) {

    GitHubEventDraft {
        files = List.copyOf(files);
    }

    static GitHubEventDraft forAllServices(EventDraft draft) {
        return new GitHubEventDraft(draft, List.of(), null);
    }
}
