package dev.milepost.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told last of a signal.
 *
 * @param number of times that it was raised
 * @param endedAt null while it is raised
 * @param definition by which it was last seen raised
 * @param endWanted whether its end is to be told
 * @param facts what was known when it was raised, as JSON
 */
record Alert(
        Signal signal,
        long number,
        Instant raisedAt,
        @Nullable Instant endedAt,
        String definition,
        boolean endWanted,
        String facts) {

    static Alert raised(@Nullable Alert before, Observation seen, Instant at) {
        return new Alert(
                seen.signal(),
                before == null ? 1 : before.number + 1,
                at,
                null,
                seen.definition(),
                seen.wanted().ended(),
                seen.facts().toString());
    }

    boolean isRaised() {
        return endedAt == null;
    }

    /** Not before it began, though another replica's clock may say so. */
    Alert ended(Instant now) {
        var at = now.isBefore(raisedAt) ? raisedAt : now;
        return new Alert(signal, number, raisedAt, at, definition, endWanted, facts);
    }

    /** The same, still raised by what is seen. */
    Alert still(Observation seen) {
        return new Alert(
                signal, number, raisedAt, null, seen.definition(), seen.wanted().ended(), facts);
    }

    /** What its news have in common. It follows from what is kept, so that each of them has one id however often it is sent. */
    UUID id() {
        var name = String.join(
                "\0",
                signal.slo(),
                signal.objective(),
                signal.kind().name(),
                signal.name(),
                Long.toString(number),
                raisedAt.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
