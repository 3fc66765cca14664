package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.sync.SyncReceipt.Outcome;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the entities of a request. A fault of one entity does not affect the others. */
final class SyncRequestReader {

    static final int MAX_ENTITIES = 1_000;

    private static final Set<String> MEMBERS = Set.of("entities");
    private static final Set<String> MEMBERS_OF_ITEM = new TreeSet<>(Set.of("entity", "changed_at", "effective_from"));

    private final Instant now;
    private final List<EntityUpsert> arrivals = new ArrayList<>();
    private final List<Outcome> rejected = new ArrayList<>();
    private final Map<String, Integer> indexByRef = new HashMap<>();

    /** @param now the current time; later times are in the future */
    SyncRequestReader(Instant now) {
        this.now = now;
    }

    List<EntityUpsert> upserts() {
        return arrivals;
    }

    List<Outcome> rejected() {
        return rejected;
    }

    SyncRequestReader read(JsonNode body) {
        if (!body.isObject()) {
            throw SyncBody.invalid("", "must be a JSON object with the list entities");
        }
        var faults = new ArrayList<Fault>(0);
        SyncBody.addUnknown(body, "", MEMBERS, faults);
        SyncBody.refuse(faults);
        var entities = SyncBody.list(body, "entities");
        if (entities.size() > MAX_ENTITIES) {
            throw SyncBody.tooLarge("/entities", entities.size(), MAX_ENTITIES, " Send them in several requests.");
        }
        for (int i = 0; i < entities.size(); i++) {
            SyncBody.addUnknown(entities.get(i), "/entities/" + i, MEMBERS_OF_ITEM, faults);
        }
        // Nothing is written: a misspelt member, such as effectiveFrom, would change what the entities state.
        SyncBody.refuse(faults);
        for (int i = 0; i < entities.size(); i++) {
            read(i, entities.get(i));
        }
        return this;
    }

    private void read(int index, JsonNode item) {
        var pointer = "/entities/" + index;
        if (!item.isObject()) {
            reject(index, null, List.of(new Fault(pointer, "must be a JSON object with the field entity")));
            return;
        }
        var reader = new CatalogEntityReader(pointer + "/entity");
        var entity = reader.read(item.path("entity")).orElse(null);
        var faults = new ArrayList<>(reader.faults());
        var effectiveFrom = parseTime(item, "/effective_from", pointer, faults);
        if (effectiveFrom != null && effectiveFrom.isAfter(now)) {
            faults.add(new Fault(pointer + "/effective_from", "must not be in the future"));
        }
        var changedAt = changedAt(item, pointer, faults);
        var ref = entity == null ? null : entity.ref().toString();
        var earlier = ref == null ? null : indexByRef.get(ref);
        if (earlier != null) {
            faults.add(new Fault(pointer, "has the same ref as /entities/%d".formatted(earlier)));
        }
        if (entity == null || !faults.isEmpty()) {
            reject(index, ref, faults);
        } else {
            indexByRef.put(entity.ref().toString(), index);
            var hash = HexFormat.of().formatHex(CanonicalJson.hash(entity.content()));
            arrivals.add(new EntityUpsert(index, entity, hash, changedAt, effectiveFrom));
        }
    }

    private void reject(int index, @Nullable String ref, List<Fault> faults) {
        rejected.add(Outcome.rejected(index, ref, faults));
    }

    /** When the entity's source changed. A time in the future, from a clock ahead of ours, is replaced by now. */
    private @Nullable Instant changedAt(JsonNode item, String pointer, List<Fault> faults) {
        var annotation = "/entity" + JsonPointers.annotation(AnnotationNames.CHANGED_AT);
        var fromAnnotation = item.path("changed_at").isMissingNode()
                || item.path("changed_at").isNull();
        var moment = parseTime(item, fromAnnotation ? annotation : "/changed_at", pointer, faults);
        return moment != null && moment.isAfter(now) ? now : moment;
    }

    private static @Nullable Instant parseTime(JsonNode item, String at, String pointer, List<Fault> faults) {
        var value = item.at(at);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        var moment = value.isTextual() ? Rfc3339.parse(value.asText()).orElse(null) : null;
        if (moment == null) {
            faults.add(new Fault(pointer + at, "must be an RFC 3339 time with an offset"));
        }
        return moment;
    }
}
