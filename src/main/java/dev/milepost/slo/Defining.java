package dev.milepost.slo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.audit.Audit;
import dev.milepost.audit.Change;
import dev.milepost.counting.Recounting;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.definitions.MisnamedSlo;
import dev.milepost.definitions.SloBodies;
import dev.milepost.openslo.OpenSloDocument;
import dev.milepost.platform.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Saves definitions. */
@ApplicationScoped
class Defining {

    /** How long an answer waits for the past to be counted, which for most logs is enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DefinedSlos definitions;
    private final Recounting recounting;
    private final Audit audit;
    private final Clock clock;

    Defining(DefinedSlos definitions, Recounting recounting, Audit audit, Clock clock) {
        this.definitions = definitions;
        this.recounting = recounting;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a definition hold, and counts the past by it. What is defined like that already stays as it is. */
    void define(String name, List<OpenSloDocument> documents, Caller caller) {
        recounting.define(() -> {
            var holding = definitions.find(name);
            var next = SloBodies.one(documents, holding.map(DefinedSlo::version).orElse(0) + 1);
            if (!next.name().equals(name)) {
                throw new MisnamedSlo("defines %s, and the address names %s".formatted(next.name(), name));
            }
            holding.ifPresent(slo -> slo.checkMayChange(caller));
            next.checkMayChange(caller);
            if (holding.isEmpty() || !holding.get().digest().equals(next.digest())) {
                definitions.save(next, caller.name(), clock.instant());
                var before = holding.map(Defining::json).orElse(null);
                audit.note(caller.name(), new Change("slo.defined", name, before, json(next)));
            }
        });
        recounting.hasten(name, PATIENCE);
    }

    private static JsonNode json(DefinedSlo slo) {
        var json = JsonNodeFactory.instance.objectNode().put("version", slo.version());
        slo.documents().forEach(document -> json.withArray("documents").add(document.content()));
        return json;
    }
}
