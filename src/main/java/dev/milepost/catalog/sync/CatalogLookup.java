package dev.milepost.catalog.sync;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The entities that the catalog has synced and not orphaned. */
@ApplicationScoped
public class CatalogLookup {

    private final Sql sql;

    CatalogLookup(DataSource database) {
        sql = new Sql(database);
    }

    /** Which of these entity refs (full form, lower case: {@code component:default/payments}) are known. */
    public Set<String> findExisting(Collection<String> refs) {
        return Set.copyOf(sql.query(
                "select entity_ref from catalog_entity where entity_ref = any (?::text[]) and orphaned_at is null",
                row -> row.getString("entity_ref"),
                refs));
    }

    /** Which entities answer to these telemetry keys: entity refs by key. */
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

    /** Whether nothing has been synced; before that no reference can be judged. */
    public boolean isEmpty() {
        return sql.query("select 1 from catalog_entity where orphaned_at is null limit 1", row -> true)
                .isEmpty();
    }
}
