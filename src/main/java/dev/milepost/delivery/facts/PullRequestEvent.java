package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.EventOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event about a merged pull request. A field is null if the event does not contain it.
 *
 * @param commit the commit of the merge
 * @param commits the commits that it brought
 */
record PullRequestEvent(
        Key key,
        UUID identity,
        EventOrder order,
        @Nullable String commit,
        @Nullable List<String> commits,
        @Nullable Instant firstCommitAt,
        @Nullable Instant openedAt,
        @Nullable Instant firstReviewAt,
        @Nullable Instant approvedAt) {

    PullRequestEvent {
        commits = commits == null ? null : List.copyOf(commits);
    }

    /** @param pullRequest see {@link #hash} */
    record Key(String service, UUID pullRequest) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::service).thenComparing(Key::pullRequest);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** The hash of a pull request, whose repository and number can be too long for an index. */
    static UUID hash(String repository, String number) {
        return EventIdentity.of(repository, number);
    }
}
