package dev.milepost.slo;

import dev.milepost.objectives.Moment;
import dev.milepost.objectives.OpenSloDocument;
import dev.milepost.platform.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Saves definitions, and shows what they would come to. */
@ApplicationScoped
class Defining {

    private final DefinitionRepository definitions;
    private final Reckoning reckoning;
    private final Past past;

    Defining(DefinitionRepository definitions, Reckoning reckoning, Past past) {
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
            holding.ifPresent(slo -> check(slo.slo().description().owner(), caller));
            check(next.slo().description().owner(), caller);
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
        return SloAnswer.of(slo, grouped.series(), moment);
    }

    /** What has no owner is a platform admin's. */
    private static void check(@Nullable String owner, Caller caller) {
        if (!caller.mayChange(owner == null ? "" : full(owner))) {
            throw new NotOwnSlo(caller.name(), owner == null ? "the group of platform admins" : owner);
        }
    }

    private static String full(String owner) {
        var ref = owner.toLowerCase(Locale.ROOT);
        return ref.contains("/") ? ref : ref.replace("group:", "group:default/");
    }
}
