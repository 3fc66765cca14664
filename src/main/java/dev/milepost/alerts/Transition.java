package dev.milepost.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.alerts.Observation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is to be kept otherwise than before, and what is told of it.
 *
 * @param alert as it is from now on
 * @param facts what there is to say; null where nothing is told
 * @param reason why it is over; null unless it is
 */
record Transition(
        Alert alert, @Nullable ObjectNode facts, @Nullable Reason reason) {

    /**
     * What follows from all that is seen. A signal that is not seen is no longer defined.
     *
     * @param told what was told last
     */
    static List<Transition> all(Collection<Alert> told, Collection<Observation> seen, Instant now) {
        var left = new HashMap<Signal, Alert>();
        told.forEach(alert -> left.put(alert.signal(), alert));
        var transitions = new ArrayList<Transition>();
        for (var observation : seen) {
            of(left.remove(observation.signal()), observation, now).ifPresent(transitions::add);
        }
        left.values().stream()
                .filter(Alert::isRaised)
                .map(alert -> over(alert, Facts.read(alert.facts()), Reason.NO_LONGER_DEFINED, now))
                .forEach(transitions::add);
        return transitions;
    }

    private static Optional<Transition> of(@Nullable Alert told, Observation seen, Instant now) {
        if (told == null || !told.isRaised()) {
            return switch (seen.verdict()) {
                case RAISED -> Optional.of(raised(Alert.raised(told, seen, now), seen));
                case HELD, OVER -> Optional.empty();
            };
        }
        var still = told.still(seen);
        if (seen.verdict() == Verdict.OVER) {
            var changed = !told.definition().equals(seen.definition());
            var reason = changed ? Reason.DEFINITION_CHANGED : Objects.requireNonNull(seen.over());
            return Optional.of(over(still, seen.facts(), reason, now));
        }
        return still.equals(told) ? Optional.empty() : Optional.of(new Transition(still, null, null));
    }

    private static Transition raised(Alert alert, Observation seen) {
        return new Transition(alert, seen.wanted().raised() ? seen.facts() : null, null);
    }

    private static Transition over(Alert alert, ObjectNode facts, Reason reason, Instant now) {
        return new Transition(alert.ended(now), alert.endWanted() ? facts : null, reason);
    }
}
