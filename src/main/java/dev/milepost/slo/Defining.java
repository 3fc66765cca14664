package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.definitions.MisnamedSlo;
import dev.milepost.definitions.SloBodies;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.OpenSloDocument;
import dev.milepost.platform.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Saves definitions, and shows what they would come to. */
@ApplicationScoped
class Defining {

    private final DefinedSlos definitions;
    private final Reckoning reckoning;
    private final Past past;

    Defining(DefinedSlos definitions, Reckoning reckoning, Past past) {
        this.definitions = definitions;
        this.reckoning = reckoning;
        this.past = past;
    }

    /** Makes a definition hold, and counts the past by it. What is defined like that already stays as it is. */
    void define(String name, List<OpenSloDocument> documents, Caller caller) {
        QuarkusTransaction.requiringNew().timeout(Reckoning.LONGEST_SECONDS).run(() -> {
            past.turn().toDefine();
            var holding = definitions.find(name);
            var next = SloBodies.one(documents, holding.map(DefinedSlo::version).orElse(0) + 1);
            if (!next.name().equals(name)) {
                throw new MisnamedSlo("defines %s, and the address names %s".formatted(next.name(), name));
            }
            holding.ifPresent(slo -> slo.checkMayChange(caller));
            next.checkMayChange(caller);
            if (holding.isEmpty() || !holding.get().digest().equals(next.digest())) {
                definitions.save(next, caller.name(), past.clock().instant());
                reckoning.reckon(next);
            }
        });
    }

    /** What a definition makes of the events in the log, without saving it. */
    SloAnswer preview(List<OpenSloDocument> documents) {
        var slo = SloBodies.one(documents, 0);
        var grouped = new Grouped(slo.slo().indicator());
        past.events().read(slo.slo(), grouped::add);
        var now = past.clock().instant();
        // As if it had been listened for through all of its window.
        var moment = new Moment(now, slo.slo().window().at(now).from());
        return SloAnswer.of(Standing.of(
                slo,
                grouped.series(),
                past.corrections().find(List.of(slo), now).of(slo, now),
                moment));
    }
}
