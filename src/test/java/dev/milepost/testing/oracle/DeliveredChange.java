package dev.milepost.testing.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A change that a deployment was the first to deliver.
 *
 * @param pullRequest the one that brought it, the first merged of several; null where none is known
 */
record DeliveredChange(Change change, Link link, @Nullable PullRequest pullRequest) {

    /** Where each value of the parameter {@code start} begins. */
    static final Map<String, String> STARTS =
            Map.of("first_commit", "first_commit_at", "opened", "opened_at", "merged", "merged_at");

    /** When a lead time that starts there began; null where nobody says. */
    @Nullable
    Instant start(String start) {
        return start.equals("commit") ? change.committedAt() : moment(STARTS.getOrDefault(start, start));
    }

    /** A moment of its pull request by the name of its field, or that of its delivery. */
    @Nullable
    Instant moment(String name) {
        if (name.equals("delivered_at")) {
            return link.deployment().finishedAt();
        }
        return pullRequest == null ? null : pullRequest.moment(name);
    }

    /** Microseconds from one moment to another; negative where clocks disagree, empty where either is unknown. */
    static Optional<Long> micros(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return Optional.empty();
        }
        var span = Duration.between(from, to);
        return Optional.of(TimeUnit.SECONDS.toMicros(span.getSeconds()) + span.toNanosPart() / 1000);
    }

    Optional<Long> lead(String start) {
        return micros(start(start), moment("delivered_at"));
    }
}
