package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Orphans the entities that a full list of the catalog does not contain, unless they are implausibly many. */
@ApplicationScoped
class FullSync {

    static final int MAX_REFS = 100_000;
    private static final Set<String> MEMBERS = new TreeSet<>(Set.of("entity_refs", "as_of", "force"));

    private final EntityRepository entities;
    private final EntityStore store;
    private final CatalogConfig config;
    private final Clock clock;

    FullSync(EntityRepository entities, EntityStore store, CatalogConfig config, Clock clock) {
        this.entities = entities;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The response.
     *
     * @param known number of entities that remain
     * @param missing listed entities that have not been synced or are orphaned; the caller should send them
     */
    record FullSyncReceipt(long known, List<String> orphaned, List<String> missing) {}

    @Transactional
    FullSyncReceipt complete(JsonNode body) {
        var unknown = new ArrayList<Fault>(0);
        SyncBody.addUnknown(body, "", MEMBERS, unknown);
        SyncBody.refuse(unknown);
        var refs = refs(body);
        var force = body.path("force");
        if (!force.isMissingNode() && !force.isBoolean()) {
            throw SyncBody.invalid("/force", "must be true or false");
        }
        entities.lock();
        var known = entities.countCurrent();
        var gone = entities.findAllExcept(refs, asOf(body));
        if (!force.asBoolean() && exceedsOrphanLimit(refs.size(), gone.size(), known)) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_VANISH,
                    ("The list lacks %d of %d entities, but at most %d %% may be orphaned. It may be incomplete. "
                                    + "Nothing was changed. If the list is complete, send it with \"force\": true.")
                            .formatted(gone.size(), known, Math.round(100 * config.vanishingShare())));
        }
        if (!gone.isEmpty()) {
            store.orphan(entities.findStates(gone).values());
        }
        var found = entities.findStates(refs);
        refs.removeIf(ref -> found.containsKey(ref) && !found.get(ref).orphaned());
        return new FullSyncReceipt(known - gone.size(), gone, List.copyOf(refs));
    }

    private boolean exceedsOrphanLimit(int listed, int vanishing, long known) {
        boolean isEmpty = listed == 0 && vanishing > 0;
        return isEmpty || vanishing > config.vanishingEntities() && vanishing > config.vanishingShare() * known;
    }

    /**
     * When the list was made; now if the request does not specify it. Entities that were processed later cannot be in
     * the list.
     */
    private Instant asOf(JsonNode body) {
        var asOf = body.path("as_of");
        if (asOf.isMissingNode() || asOf.isNull()) {
            return clock.instant();
        }
        return JsonTexts.of(asOf)
                .flatMap(Rfc3339::parse)
                .orElseThrow(() -> SyncBody.invalid("/as_of", "must be an RFC 3339 time with an offset"));
    }

    private static TreeSet<String> refs(JsonNode body) {
        var listed = SyncBody.list(body, "entity_refs");
        if (listed.size() > MAX_REFS) {
            // The list of a full sync must be complete, so it cannot be split.
            throw SyncBody.tooLarge("/entity_refs", listed.size(), MAX_REFS, "");
        }
        var refs = new TreeSet<String>();
        for (int i = 0; i < listed.size(); i++) {
            var pointer = "/entity_refs/" + i;
            refs.add(JsonTexts.of(listed.get(i))
                    .filter(JsonTexts::isStorable)
                    .flatMap(text -> EntityRef.parse(text, "", EntityRef.DEFAULT_NAMESPACE))
                    .filter(ref -> !ref.kind().isEmpty())
                    .orElseThrow(
                            () -> SyncBody.invalid(pointer, "must be an entity ref such as component:default/payments"))
                    .toString());
        }
        return refs;
    }
}
