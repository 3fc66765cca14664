package dev.milepost.slo.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.counting.CountBackfill;
import dev.milepost.slo.definitions.DisabledSlos;
import dev.milepost.slo.definitions.DisabledSlos.Disabled;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.definitions.SloRenamed;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Deletes, renames, disables and enables SLOs. Each change is in the audit log. */
@ApplicationScoped
class SloLifecycleService {

    /** How long a response waits for the counts of a definition that applies again. */
    private static final Duration BACKFILL_TIMEOUT = Duration.ofSeconds(2);

    private final SloDefinitions definitions;
    private final DisabledSlos disabledSlos;
    private final CountBackfill backfill;
    private final Event<SloRenamed> announcement;
    private final Audit audit;
    private final Clock clock;
    private final CompositeParts parts;

    SloLifecycleService(
            SloDefinitions definitions,
            DisabledSlos disabledSlos,
            CountBackfill backfill,
            Event<SloRenamed> announcement,
            Audit audit,
            Clock clock,
            CompositeParts parts) {
        this.parts = parts;
        this.definitions = definitions;
        this.disabledSlos = disabledSlos;
        this.backfill = backfill;
        this.announcement = announcement;
        this.audit = audit;
        this.clock = clock;
    }

    /** Deletes a saved SLO. If a built-in one or one of an annotation has its name, that one applies again. */
    void delete(String name, Caller caller) {
        backfill.changeDefinitions(() -> {
            var current = saved(name, caller);
            definitions.remove(current, caller.name(), clock.instant());
            parts.checkUses(List.of(name));
            if (definitions.find(name).isEmpty()) {
                disabledSlos.remove(name);
            }
            audit.record(caller.name(), new AuditChange("slo.deleted", name, SloDefinitionService.json(current), null));
            return current;
        });
        definitions.find(name).ifPresent(slo -> backfill.backfillNow(slo, BACKFILL_TIMEOUT));
    }

    /** Gives a saved SLO another name. Its counts, corrections and alerts stay. Its versions start again at 1. */
    String rename(String name, String to, Caller caller) {
        backfill.changeDefinitions(() -> {
            var current = saved(name, caller);
            if (definitions.find(to).isPresent()) {
                throw ProblemException.of(
                        ProblemType.SLO_NAME_TAKEN, "There is an SLO with the name %s already.".formatted(to), "/name");
            }
            var renamed = SloDefinition.of(
                    current.documents().stream()
                            .map(document -> renamed(document, to))
                            .toList(),
                    definitions.nextVersion(to),
                    EventVocabulary.UNCHECKED);
            var now = clock.instant();
            definitions.save(renamed, caller.name(), now);
            definitions.remove(current, caller.name(), now);
            parts.checkUses(List.of(name));
            announcement.fire(new SloRenamed(name, to));
            audit.record(
                    caller.name(),
                    new AuditChange(
                            "slo.renamed", to, SloDefinitionService.json(current), SloDefinitionService.json(renamed)));
            return renamed;
        });
        return to;
    }

    private static OpenSloDocument renamed(OpenSloDocument document, String to) {
        if (!document.kind().equals("SLO")) {
            return document;
        }
        var content = document.content().deepCopy();
        ((ObjectNode) content.path("metadata")).put("name", to);
        return new OpenSloDocument(content);
    }

    @Transactional
    void disable(String name, String reason, Caller caller) {
        var slo = definitions.require(name);
        slo.checkMayChange(caller);
        var before = disabledSlos.find(slo).map(SloLifecycleService::json).orElse(null);
        var disabled = new Disabled(clock.instant(), caller.name(), reason);
        disabledSlos.add(name, disabled);
        audit.record(caller.name(), new AuditChange("slo.disabled", name, before, json(disabled)));
    }

    @Transactional
    void enable(String name, Caller caller) {
        var slo = definitions.require(name);
        slo.checkMayChange(caller);
        disabledSlos.find(slo).ifPresent(disabled -> {
            disabledSlos.remove(name);
            audit.record(caller.name(), new AuditChange("slo.enabled", name, json(disabled), null));
        });
    }

    private SloDefinition saved(String name, Caller caller) {
        var current = definitions.require(name);
        current.checkMayChange(caller);
        if (current.version() == 0) {
            throw ProblemException.of(
                    ProblemType.SLO_COMES_WITH_MILEPOST,
                    "%s comes with Milepost or from an annotation of a component. PUT /api/v1/slos/%s/disabled disables it."
                            .formatted(name, name));
        }
        return current;
    }

    private static JsonNode json(Disabled disabled) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("since", disabled.since().toString())
                .put("by", disabled.by())
                .put("reason", disabled.reason());
    }
}
