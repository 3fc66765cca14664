package dev.milepost.slo.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import dev.milepost.events.contract.EventTypeNames;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.counting.CountBackfill;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.definitions.SloVersion;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Saves SLO definitions and reads their versions. */
@ApplicationScoped
class SloDefinitionService {

    /** The maximum size of the definitions of all SLOs, which are in memory: more than a thousand usual ones. */
    private static final int MAX_BYTES = 16 << 20;

    /**
     * The maximum size of the SLOs of one request, each with the documents that it refers to. A document that a thousand
     * share counts a thousand times, since each is saved with its own.
     */
    private static final int MAX_BYTES_TOGETHER = 4 << 20;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    /** How long a response waits for the backfill. It is enough for most logs. */
    private static final Duration BACKFILL_TIMEOUT = Duration.ofSeconds(2);

    private final SloDefinitions definitions;
    private final CountBackfill backfill;
    private final Audit audit;
    private final Clock clock;
    private final EventTypeNames types;
    private final CompositeParts parts;

    SloDefinitionService(
            SloDefinitions definitions,
            CountBackfill backfill,
            Audit audit,
            Clock clock,
            EventTypeNames types,
            CompositeParts parts) {
        this.parts = parts;
        this.types = types;
        this.definitions = definitions;
        this.backfill = backfill;
        this.audit = audit;
        this.clock = clock;
    }

    /** Saves a definition and starts its backfill. An unchanged definition is not saved again. */
    void save(String name, List<OpenSloDocument> documents, Caller caller) {
        var current = backfill.changeDefinitions(
                () -> checked(List.of(change(name, documents, caller))).get(0));
        backfill.backfillNow(current, BACKFILL_TIMEOUT);
    }

    /**
     * Saves all SLOs of the documents, each with the documents that it refers to, which several can share. None is saved
     * if one cannot be.
     *
     * @return the names of the SLOs, in order
     */
    Set<String> saveAll(List<OpenSloDocument> documents, Caller caller) {
        var bySlo = OpenSloReader.separate(documents);
        if (bySlo.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.MISNAMED_SLO, "The body must contain at least one document of kind SLO.", "");
        }
        requireRoom(bySlo.values());
        var saved = backfill.changeDefinitions(() -> checked(bySlo.entrySet().stream()
                .map(slo -> change(slo.getKey(), slo.getValue(), caller))
                .toList()));
        saved.forEach(slo -> backfill.backfillNow(slo, BACKFILL_TIMEOUT.dividedBy(saved.size())));
        return new TreeSet<>(bySlo.keySet());
    }

    /** Checks parts when all are saved, since they can be parts of each other. A fault undoes the transaction. */
    private List<SloDefinition> checked(List<SloDefinition> saved) {
        saved.forEach(parts::check);
        parts.checkUses(saved.stream().map(SloDefinition::name).toList());
        return saved;
    }

    private SloDefinition change(String name, List<OpenSloDocument> documents, Caller caller) {
        var current = definitions.find(name);
        var next = SloDefinition.of(documents, definitions.nextVersion(name), new EventVocabulary(types.findFields()));
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

    /** @throws ProblemException if the documents of the SLOs of one request are too large together */
    static void requireRoom(Collection<List<OpenSloDocument>> slos) {
        var sizes = new IdentityHashMap<OpenSloDocument, Integer>();
        long bytes = slos.stream()
                .flatMap(List::stream)
                .mapToLong(document -> sizes.computeIfAbsent(
                        document, any -> document.content().toString().length()))
                .sum();
        if (bytes > MAX_BYTES_TOGETHER) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_SLOS,
                    "The %d SLOs would have more than %d bytes, each with the documents that it refers to. Send fewer in one request, or shorten the documents that they share."
                            .formatted(slos.size(), MAX_BYTES_TOGETHER));
        }
    }

    static JsonNode json(SloDefinition slo) {
        var json = JsonNodeFactory.instance.objectNode().put("version", slo.version());
        slo.documents().forEach(document -> json.withArray("documents").add(document.content()));
        return json;
    }

    /** Returns the documents of the current definition. */
    List<OpenSloDocument> documents(String name) {
        return definitions.require(name).documents();
    }

    /** Returns a page of versions, newest first. */
    Page<SloVersion> listVersions(String name, @Nullable String cursor, int limit) {
        definitions.require(name);
        var versions = definitions.findVersions(name, parseCursor(cursor), limit + 1);
        return Page.of(versions, limit, last -> Cursor.of(Integer.toString(last.version())));
    }

    SloVersion findVersion(String name, String version) {
        definitions.require(name);
        int number = number(version);
        if (number < 0) {
            throw unknown(name, version);
        }
        var requested = definitions.findVersion(name, number).orElseThrow(() -> unknown(name, version));
        var saved = definitions.findVersions(name, number + 1, 1).get(0);
        return saved.with(
                requested.documents().stream().map(OpenSloDocument::content).toList());
    }

    private static ProblemException unknown(String name, String version) {
        return ProblemException.of(
                ProblemType.UNKNOWN_SLO_VERSION,
                "%1$s has no version %2$s. GET /api/v1/slos/%1$s/versions lists its versions."
                        .formatted(name, version));
    }

    private static int parseCursor(@Nullable String cursor) {
        if (cursor == null) {
            return Integer.MAX_VALUE;
        }
        int version = number(Cursor.parse(cursor, 1).values().get(0));
        if (version < 0) {
            throw Cursor.invalid();
        }
        return version;
    }

    /** Returns the version number, or -1 if the text is not one. Version numbers fit in an int. */
    private static int number(String text) {
        return NUMBER.matches(text) ? Integer.parseInt(text) : -1;
    }
}
