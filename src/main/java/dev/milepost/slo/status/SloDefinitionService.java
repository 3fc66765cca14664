package dev.milepost.slo.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.counting.CountBackfill;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Saves SLO definitions. */
@ApplicationScoped
class SloDefinitionService {

    /** The maximum size of the definitions of all SLOs, which are in memory: more than a thousand usual ones. */
    private static final int MAX_BYTES = 16 << 20;

    /** How long a response waits for the backfill. It is enough for most logs. */
    private static final Duration BACKFILL_TIMEOUT = Duration.ofSeconds(2);

    private final SloDefinitions definitions;
    private final CountBackfill backfill;
    private final Audit audit;
    private final Clock clock;

    SloDefinitionService(SloDefinitions definitions, CountBackfill backfill, Audit audit, Clock clock) {
        this.definitions = definitions;
        this.backfill = backfill;
        this.audit = audit;
        this.clock = clock;
    }

    /** Saves a definition and starts its backfill. An unchanged definition is not saved again. */
    void save(String name, List<OpenSloDocument> documents, Caller caller) {
        var current = backfill.changeDefinitions(() -> change(name, documents, caller));
        backfill.backfillNow(current, BACKFILL_TIMEOUT);
    }

    private SloDefinition change(String name, List<OpenSloDocument> documents, Caller caller) {
        var current = definitions.find(name);
        var next = SloDefinition.of(
                documents, current.map(SloDefinition::version).orElse(0) + 1);
        next.checkIsNamed(name);
        current.ifPresent(slo -> slo.checkMayChange(caller));
        next.checkMayChange(caller);
        if (current.isPresent() && current.get().digest().equals(next.digest())) {
            return current.get();
        }
        requireRoom(definitions.bytesWithout(name) + next.json().length());
        definitions.save(next, caller.name(), clock.instant());
        var before = current.map(SloDefinitionService::json).orElse(null);
        audit.record(caller.name(), new AuditChange("slo.defined", name, before, json(next)));
        return next;
    }

    /** @throws ProblemException if the definitions of all SLOs are too large together */
    static void requireRoom(long bytes) {
        if (bytes > MAX_BYTES) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_SLOS,
                    "The definitions of all SLOs would have more than %d bytes. Shorten this one, or another one."
                            .formatted(MAX_BYTES));
        }
    }

    private static JsonNode json(SloDefinition slo) {
        var json = JsonNodeFactory.instance.objectNode().put("version", slo.version());
        slo.documents().forEach(document -> json.withArray("documents").add(document.content()));
        return json;
    }
}
