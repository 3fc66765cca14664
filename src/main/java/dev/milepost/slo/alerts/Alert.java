package dev.milepost.slo.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last announced state of an alert.
 *
 * @param raiseCount how often it has been raised
 * @param endedAt null while it is raised
 * @param definition the definition by which it was last observed as raised
 * @param notifyEnd true if its end is announced
 * @param details the facts when it was raised, as JSON
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

    /** Ends the alert. The end is never before {@code raisedAt}, even if the clock of another replica is ahead. */
    Alert ended(Instant now) {
        var at = now.isBefore(raisedAt) ? raisedAt : now;
        return new Alert(key, raiseCount, raisedAt, at, definition, notifyEnd, details);
    }

    /** Returns the alert, still raised, with the values of an observation. */
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

    /**
     * Returns the id that the events of this alert share. It is derived from stored values, so an event has the same id
     * however often it is sent.
     */
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
