package dev.milepost.testing.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment in the chain of its service and tier.
 *
 * @param rule how its changes were found; null where it delivers nothing because its head was delivered before, or where
 *     nothing is known of its head
 * @param brought the known changes that the rule names, delivered elsewhere before or not
 * @param delivered the changes that it is the first of its tier to deliver
 */
record Link(
        Deployment deployment,
        @Nullable String rule,
        Set<String> brought,
        List<Change> delivered,
        boolean rework,
        boolean knownChange) {

    /** From commit to delivery, in microseconds; negative where the clocks disagree. */
    List<Long> spans() {
        return delivered.stream()
                .map(change -> Duration.between(change.committedAt(), deployment.finishedAt()))
                .map(span -> TimeUnit.SECONDS.toMicros(span.getSeconds()) + span.toNanosPart() / 1000)
                .toList();
    }
}
