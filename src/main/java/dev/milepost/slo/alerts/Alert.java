package dev.milepost.slo.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told last of a signal.
 *
 * @param raiseCount of times that it was raised
 * @param endedAt null while it is raised
 * @param definition by which it was last seen raised
 * @param notifyEnd whether its end is to be told
 * @param details what was known when it was raised, as JSON
 */
record Alert(
        AlertKey key,
        long raiseCount,
        Instant raisedAt,
        @Nullable Instant endedAt,
        String definition,
        boolean notifyEnd,
        String details) {

    static Alert raised(@Nullable Alert before, AlertObservation observation, Instant at) {
        return new Alert(
                observation.key(),
                before == null ? 1 : before.raiseCount + 1,
                at,
                null,
                observation.definition(),
                observation.notifyOn().ended(),
                observation.details().toString());
    }

    boolean isRaised() {
        return endedAt == null;
    }

    /** Not before it began, though another replica's clock may say so. */
    Alert ended(Instant now) {
        var at = now.isBefore(raisedAt) ? raisedAt : now;
        return new Alert(key, raiseCount, raisedAt, at, definition, notifyEnd, details);
    }

    /** The same, still raised by what is seen. */
    Alert updatedBy(AlertObservation observation) {
        return new Alert(
                key,
                raiseCount,
                raisedAt,
                null,
                observation.definition(),
                observation.notifyOn().ended(),
                details);
    }

    /** What its news have in common. It follows from what is kept, so that each of them has one id however often it is sent. */
    UUID id() {
        var name = String.join(
                "\0",
                key.slo(),
                key.objective(),
                key.kind().name(),
                key.name(),
                Long.toString(raiseCount),
                raisedAt.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
