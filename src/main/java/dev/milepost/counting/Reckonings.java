package dev.milepost.counting;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;

/** Keeps what is counted in step with what is defined. */
@ApplicationScoped
class Reckonings {

    private final DefinedSlos definitions;
    private final CountedRepository counted;
    private final ReckoningRepository reckonings;
    private final Clock clock;

    Reckonings(DefinedSlos definitions, CountedRepository counted, ReckoningRepository reckonings, Clock clock) {
        this.definitions = definitions;
        this.counted = counted;
        this.reckonings = reckonings;
        this.clock = clock;
    }

    /** Whether nothing is to be done. */
    boolean isInStep() {
        return plan().isEmpty();
    }

    /** Whether a definition is what is answered by, all of the log having been read for it. */
    boolean isComplete(String slo) {
        var row = counted.all().get(slo);
        return row != null
                && definitions.find(slo).filter(row::isBy).isPresent()
                && reckonings.rows().stream().anyMatch(one -> one.id() == row.reckoning() && one.complete());
    }

    /** In a transaction that has the turn to define. */
    void follow() {
        var plan = plan();
        var ids = reckonings.rows().stream()
                .collect(Collectors.toMap(ReckoningRepository.Row::digest, ReckoningRepository.Row::id));
        plan.begun().forEach((digest, slo) -> ids.put(digest, reckonings.add(digest, slo, clock.instant())));
        plan.followed().forEach((slo, digest) -> follow(slo, Objects.requireNonNull(ids.get(digest))));
        plan.removed().forEach(counted::remove);
        reckonings.drop(plan.unused());
    }

    private void follow(DefinedSlo slo, int reckoning) {
        counted.put(slo, reckoning, clock.instant());
    }

    private Plan plan() {
        return new Plan(definitions.all(), counted.all(), reckonings.rows());
    }
}
