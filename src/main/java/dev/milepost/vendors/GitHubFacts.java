package dev.milepost.vendors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery of GitHub tells of its repository.
 *
 * @param reason why there is nothing; null where there is something
 */
record GitHubFacts(List<GitHubFact> facts, @Nullable String reason) {

    static GitHubFacts of(List<GitHubFact> facts) {
        return new GitHubFacts(List.copyOf(facts), null);
    }

    static GitHubFacts of(GitHubFact fact) {
        return of(List.of(fact));
    }

    static GitHubFacts nothing(String reason) {
        return new GitHubFacts(List.of(), reason);
    }
}
