package dev.milepost.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a repository, and what tells which of its services it is about.
 *
 * @param files that it touches; none where that is not said
 * @param service that it names; null where it names none
 */
record GitHubFact(Fact fact, List<String> files, @Nullable String service) {

    GitHubFact {
        files = List.copyOf(files);
    }

    static GitHubFact ofAll(Fact fact) {
        return new GitHubFact(fact, List.of(), null);
    }
}
