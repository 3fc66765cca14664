package dev.milepost.catalog.sync;

import dev.milepost.platform.collections.Copies;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks up entities that the catalog has synced and not orphaned. */
@ApplicationScoped
public class CatalogLookup {

    private final Sql sql;

    CatalogLookup(Sql sql) {
        this.sql = sql;
    }

    /**
     * Returns those of these entity refs that exist. Refs are in full form and lower case, such as
     * {@code component:default/payments}.
     */
    public Set<String> findExisting(Collection<String> refs) {
        return Copies.set(sql.query(
                "select entity_ref from catalog_entity where entity_ref = any (?::text[]) and orphaned_at is null",
                row -> row.getString("entity_ref"),
                refs));
    }

    /** Returns the entity refs that have these telemetry keys, by key. */
    public Map<String, Set<String>> findByTelemetryKey(Collection<String> keys) {
        var found = new HashMap<String, Set<String>>();
        sql.query(
                """
                select telemetry_key, entity_ref from catalog_entity
                where telemetry_key = any (?::text[]) and orphaned_at is null
                """,
                row -> found.computeIfAbsent(row.getString("telemetry_key"), key -> new TreeSet<>())
                        .add(row.getString("entity_ref")),
                keys);
        return found;
    }

    /** Returns up to {@link NameSearch#rows()} telemetry keys of entities, in order. */
    public List<String> findServices(NameSearch search) {
        return sql.query(
                """
                select distinct telemetry_key from catalog_entity
                where telemetry_key > ? and orphaned_at is null and telemetry_key like any (?::text[])
                    and strpos(lower(telemetry_key collate "default"), ?) > 0
                order by telemetry_key limit ?
                """,
                row -> row.getString("telemetry_key"),
                search.after(),
                search.visible(),
                search.part(),
                search.rows());
    }

    /** Whether the catalog has no entities, so that references cannot be checked. */
    public boolean isEmpty() {
        return sql.query("select 1 from catalog_entity where orphaned_at is null limit 1", row -> true)
                .isEmpty();
    }
}
