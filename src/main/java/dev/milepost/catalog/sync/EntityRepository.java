package dev.milepost.catalog.sync;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Repository of the entities of the catalog. What a sync reads and writes of many entities at once is plain SQL. */
@ApplicationScoped
class EntityRepository implements PanacheRepositoryBase<StoredEntity, String> {

    private final Sql sql;

    EntityRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Takes the advisory lock of the catalog for the rest of the transaction. Only one transaction of all replicas
     * changes the catalog at a time.
     */
    void lock() {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.catalog'))", row -> true);
    }

    /** What is needed of a stored entity to detect changes. */
    record StoredState(String ref, String hash, @Nullable String telemetryKey, boolean orphaned) {

        boolean hasContentOf(EntityUpsert arrival) {
            return !orphaned && hash.equals(arrival.hash());
        }
    }

    /** Returns the states of the entities that are stored, by ref. */
    Map<String, StoredState> findStates(Collection<String> refs) {
        var found = new HashMap<String, StoredState>();
        sql.query(
                """
                select entity_ref, content_hash, telemetry_key, orphaned_at is not null as orphaned
                from catalog_entity where entity_ref = any (?::text[])
                """,
                row -> found.put(
                        row.getString("entity_ref"),
                        new StoredState(
                                row.getString("entity_ref"),
                                row.getString("content_hash"),
                                row.getString("telemetry_key"),
                                row.getBoolean("orphaned"))),
                refs);
        return found;
    }

    /** A stored entity with its hash and times. */
    record EntityRow(
            CatalogEntity entity,
            String hash,
            Instant changedAt,
            Instant processedAt,
            @Nullable Instant orphanedAt) {}

    /** Reads the row itself each time: syncs change rows by SQL, so none stays in the session. */
    @Transactional
    Optional<EntityRow> findOne(String ref) {
        var stored = findByIdOptional(ref);
        stored.ifPresent(getEntityManager()::detach);
        return stored.map(StoredEntity::toEntityRow);
    }

    /** Returns the entities that have these telemetry keys and are not orphaned: by key, in claim order. */
    Map<String, List<EntityRow>> findClaims(Collection<String> keys) {
        var claims = new HashMap<String, List<EntityRow>>();
        sql.query(
                "select * from catalog_entity where telemetry_key = any (?::text[]) and orphaned_at is null",
                row -> claims.computeIfAbsent(row.getString("telemetry_key"), key -> new ArrayList<>())
                        .add(toRow(row)),
                keys);
        claims.values()
                .forEach(claim ->
                        claim.sort((one, other) -> CatalogEntity.claimOrder().compare(one.entity(), other.entity())));
        return claims;
    }

    void upsert(List<EntityUpsert> arrivals, Instant now) {
        sql.update(
                """
                insert into catalog_entity
                    (entity_ref, kind, telemetry_key, content, content_hash, changed_at, processed_at)
                select entity_ref, kind, telemetry_key, content::jsonb, content_hash, changed_at, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    as given (entity_ref, kind, telemetry_key, content, content_hash, changed_at)
                on conflict on constraint catalog_entity_pk do update set
                    telemetry_key = excluded.telemetry_key, content = excluded.content,
                    content_hash = excluded.content_hash, changed_at = excluded.changed_at,
                    processed_at = excluded.processed_at, orphaned_at = null
                """,
                now,
                Sql.column(arrivals, EntityUpsert::ref),
                Sql.column(arrivals, arrival -> arrival.entity().ref().kind()),
                Sql.column(arrivals, arrival -> arrival.entity().telemetryKey()),
                Sql.column(arrivals, arrival -> arrival.entity().content().toString()),
                Sql.column(arrivals, EntityUpsert::hash),
                Sql.column(arrivals, arrival -> Objects.requireNonNullElse(arrival.changedAt(), now)));
    }

    void orphan(Collection<String> refs, Instant now) {
        sql.update(
                "update catalog_entity set orphaned_at = ?, processed_at = ? where entity_ref = any (?::text[])",
                now,
                now,
                refs);
    }

    /** Deletes entities, and removes them from the member lists of groups. */
    void remove(Collection<String> refs) {
        if (refs.isEmpty()) {
            return;
        }
        sql.update("delete from catalog_entity where entity_ref = any (?::text[])", refs);
        var names = refs.stream()
                .flatMap(ref -> EntityRef.parse(ref, "", "").stream())
                .flatMap(ref -> memberNames(ref).stream())
                .toList();
        sql.update("""
                update catalog_entity set content = jsonb_set(content, '{spec,members}', (
                    select coalesce(jsonb_agg(member), '[]') from jsonb_array_elements(content #> '{spec,members}') member
                    where lower(member #>> '{}') <> all (?::text[])))
                where kind = 'group' and jsonb_typeof(content #> '{spec,members}') = 'array' and exists (
                    select from jsonb_array_elements_text(content #> '{spec,members}') member
                    where lower(member) = any (?::text[]))
                """, names, names);
    }

    /**
     * The forms in which a group may write a member. A user of another namespace can have the same short name; such an
     * entry is restored by the next sync.
     */
    private static List<String> memberNames(EntityRef ref) {
        var full = ref.toString();
        return List.of(
                full,
                full.substring(full.indexOf(':') + 1),
                full.substring(full.indexOf('/') + 1),
                "user:" + full.substring(full.indexOf('/') + 1));
    }

    /** The number of entities that are not orphaned. */
    long countCurrent() {
        return count("orphanedAt is null");
    }

    /** Returns the refs that are not in this list, not orphaned, and processed no later than a moment. */
    List<String> findAllExcept(Collection<String> refs, Instant processedUntil) {
        return sql.query("""
                select entity_ref from catalog_entity
                left join unnest(?::text[]) as given (entity_ref) using (entity_ref)
                where given.entity_ref is null and orphaned_at is null and processed_at <= ?
                order by entity_ref
                """, row -> row.getString("entity_ref"), refs, processedUntil);
    }

    static EntityRow toRow(ResultSet row) throws SQLException {
        return new EntityRow(
                CatalogEntity.of(row.getString("entity_ref"), row.getString("content")),
                row.getString("content_hash"),
                Objects.requireNonNull(Sql.instant(row, "changed_at")),
                Objects.requireNonNull(Sql.instant(row, "processed_at")),
                Sql.instant(row, "orphaned_at"));
    }
}
