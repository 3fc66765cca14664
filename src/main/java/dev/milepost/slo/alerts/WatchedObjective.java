package dev.milepost.slo.alerts;

import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.status.SloStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An objective and how it stands, by the name that tells it apart. */
record WatchedObjective(SloStatus status, String objective, Evaluation evaluation) {

    static List<WatchedObjective> of(SloStatus status) {
        var names = status.objectiveNames();
        return IntStream.range(0, names.size())
                .mapToObj(i -> new WatchedObjective(
                        status, names.get(i), status.objectives().get(i).evaluation()))
                .toList();
    }

    /**
     * What is seen of it. As long as the past has been read in part only, that decides nothing: a bad day may have been
     * read, and not the good ones before it.
     */
    List<AlertObservation> observe(BudgetObservations budgetObservations) {
        var observations = Stream.concat(BurnRateObservations.of(this).stream(), budgetObservations.of(this).stream());
        return (status.isPartlyCounted() ? observations.map(AlertObservation::undecided) : observations).toList();
    }

    AlertKey key(AlertKey.Kind kind, String name) {
        return new AlertKey(status.slo().name(), objective, kind, name);
    }

    /** Another where anything of the definition that was counted by was said otherwise. */
    String definition() {
        if (status.countedVersion() > 0) {
            return Integer.toString(status.countedVersion());
        }
        var documents = status.slo().documents().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(documents).toString();
    }
}
