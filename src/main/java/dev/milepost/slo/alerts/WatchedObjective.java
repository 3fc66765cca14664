package dev.milepost.slo.alerts;

import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.status.SloStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An objective with its evaluation and its unique name. */
record WatchedObjective(SloStatus status, String objective, Evaluation evaluation) {

    static List<WatchedObjective> of(SloStatus status) {
        var names = status.objectiveNames();
        return IntStream.range(0, names.size())
                .mapToObj(i -> new WatchedObjective(
                        status, names.get(i), status.objectives().get(i)))
                .toList();
    }

    /**
     * Returns the observations. They are undecided while the log has been counted only in part: it may contain a bad
     * day, and not yet the good days before it.
     */
    List<AlertObservation> observe(BudgetObservations budgetObservations) {
        var data = isFirst() ? Stream.of(DataObservation.of(this)) : Stream.<AlertObservation>empty();
        var observations = Stream.of(BurnRateObservations.of(this).stream(), budgetObservations.of(this).stream(), data)
                .flatMap(some -> some);
        return (status.isPartlyCounted() ? observations.map(AlertObservation::undecided) : observations).toList();
    }

    private boolean isFirst() {
        return status.objectiveNames().get(0).equals(objective);
    }

    AlertKey key(AlertKey.Kind kind, String name) {
        return new AlertKey(status.slo().name(), objective, kind, name);
    }

    /** Returns a value that changes with the definition that was counted by. */
    String definition() {
        if (status.countedVersion() > 0) {
            return Integer.toString(status.countedVersion());
        }
        var documents = status.slo().documents().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(documents).toString();
    }
}
