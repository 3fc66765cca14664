package dev.milepost.slo.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert, with what is announced.
 *
 * @param alert the new state
 * @param details the facts to announce; null if nothing is announced
 * @param endReason why the alert ended; null unless it ended
 */
record Transition(
        Alert alert, @Nullable ObjectNode details, @Nullable EndReason endReason) {

    /**
     * Returns the transitions that follow from all observations. An alert without an observation is no longer defined.
     *
     * @param previous the announced states
     */
    static List<Transition> all(Collection<Alert> previous, Collection<AlertObservation> observations, Instant now) {
        var unobserved = new HashMap<AlertKey, Alert>();
        previous.forEach(alert -> unobserved.put(alert.key(), alert));
        var transitions = new ArrayList<Transition>();
        for (var observation : observations) {
            of(unobserved.remove(observation.key()), observation, now).ifPresent(transitions::add);
        }
        unobserved.values().stream()
                .filter(Alert::isRaised)
                .map(alert -> ended(alert, AlertDetails.read(alert.details()), EndReason.NO_LONGER_DEFINED, now))
                .forEach(transitions::add);
        return transitions;
    }

    private static Optional<Transition> of(@Nullable Alert previous, AlertObservation observation, Instant now) {
        if (previous == null || !previous.isRaised()) {
            return switch (observation.condition()) {
                case RAISED -> Optional.of(raised(Alert.raised(previous, observation, now), observation));
                case UNDECIDED, ENDED -> Optional.empty();
            };
        }
        var updated = previous.updatedBy(observation);
        if (observation.condition() == AlertCondition.ENDED) {
            var changed = !previous.definition().equals(observation.definition());
            var endReason = changed ? EndReason.DEFINITION_CHANGED : Objects.requireNonNull(observation.endReason());
            return Optional.of(ended(updated, observation.details(), endReason, now));
        }
        return updated.equals(previous) ? Optional.empty() : Optional.of(new Transition(updated, null, null));
    }

    private static Transition raised(Alert alert, AlertObservation observation) {
        return new Transition(alert, observation.notifyOn().raised() ? observation.details() : null, null);
    }

    private static Transition ended(Alert alert, ObjectNode facts, EndReason endReason, Instant now) {
        return new Transition(alert.ended(now), alert.notifyEnd() ? facts : null, endReason);
    }
}
