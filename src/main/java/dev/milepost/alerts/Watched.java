package dev.milepost.alerts;

import dev.milepost.objectives.Evaluation;
import dev.milepost.slo.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An objective and how it stands, by the name that tells it apart. */
record Watched(Standing standing, String objective, Evaluation evaluation) {

    static List<Watched> of(Standing standing) {
        var names = standing.objectiveNames();
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Watched(
                        standing, names.get(i), standing.objectives().get(i).evaluation()))
                .toList();
    }

    /**
     * What is seen of it. As long as the past has been read in part only, that decides nothing: a bad day may have been
     * read, and not the good ones before it.
     */
    List<Observation> signals(BudgetSignals budgets) {
        var seen = Stream.concat(BurnSignals.of(this).stream(), budgets.of(this).stream());
        return (standing.isPartlyCounted() ? seen.map(Observation::held) : seen).toList();
    }

    Signal signal(Signal.Kind kind, String name) {
        return new Signal(standing.slo().name(), objective, kind, name);
    }

    /** Another where anything of the definition that was counted by was said otherwise. */
    String definition() {
        if (standing.countedVersion() > 0) {
            return Integer.toString(standing.countedVersion());
        }
        var documents = standing.slo().documents().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(documents).toString();
    }
}
