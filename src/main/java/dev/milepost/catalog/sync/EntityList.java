package dev.milepost.catalog.sync;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entities that the catalog has. */
@ApplicationScoped
class EntityList {

    /** The length of texts in the indexes of types and owners. */
    private static final int INDEXED = 256;

    private final Sql sql;

    EntityList(Sql sql) {
        this.sql = sql;
    }

    /** A filter; null matches all. The kind is in lower case. */
    record Filter(
            @Nullable String kind,
            @Nullable String type,
            @Nullable EntityRef owner) {}

    /**
     * An entity.
     *
     * @param kind in lower case
     * @param type {@code spec.type}; null for kinds without one
     * @param owner as the entity writes it; null if it names none
     * @param serviceId null if the entity does not represent a service
     */
    record ListedEntity(
            String entityRef,
            String kind,
            @Nullable String title,
            @Nullable String type,
            @Nullable String owner,
            @Nullable String system,
            @Nullable String serviceId,
            Instant changedAt) {}

    /** Returns up to {@link NameSearch#rows()} entities, by ref. The name of the search is a ref. */
    List<ListedEntity> find(Filter filter, NameSearch search) {
        // Only the conditions that are set, so that PostgreSQL plans for exactly these.
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add(conditions, values, "entity_ref > ?", search.after());
        if (filter.kind() != null) {
            add(conditions, values, "entity_ref >= ? and entity_ref < ?", filter.kind() + ":", filter.kind() + ";");
        }
        if (filter.type() != null) {
            add(conditions, values, "left(content #>> '{spec,type}', 256) = left(?, 256)", filter.type());
        }
        if (filter.owner() != null) {
            addOwner(conditions, values, filter.owner());
        }
        if (!search.part().isEmpty()) {
            add(
                    conditions,
                    values,
                    "(strpos(entity_ref, ?) > 0 or strpos(lower(content #>> '{metadata,title}'), ?) > 0)",
                    search.part(),
                    search.part());
        }
        if (!search.seesAll()) {
            add(conditions, values, "telemetry_key like any (?::text[])", search.visible());
        }
        values.add(search.rows());
        return sql.query("""
                select entity_ref, kind, telemetry_key, changed_at, content #>> '{metadata,title}' as title,
                    content #>> '{spec,type}' as type, content #>> '{spec,owner}' as owner,
                    content #>> '{spec,system}' as system
                from catalog_entity where orphaned_at is null and %s
                order by entity_ref limit ?
                """.formatted(String.join(" and ", conditions)), EntityList::entity, values.toArray());
    }

    /** The forms in which an entity may write its owner: a ref without namespace is one of the entity's own. */
    private static void addOwner(List<String> conditions, List<Object> values, EntityRef owner) {
        var unqualified = new ArrayList<>(List.of(owner.kind() + ":" + owner.name()));
        var qualified = new ArrayList<>(List.of(owner.toString()));
        if (owner.kind().equals(CatalogEntity.GROUP)) {
            unqualified.add(owner.name());
            qualified.add(owner.namespace() + "/" + owner.name());
        }
        var forms = new ArrayList<>(qualified);
        forms.addAll(unqualified);
        add(
                conditions,
                values,
                "left(lower(content #>> '{spec,owner}'), 256) = any (?::text[])",
                forms.stream()
                        .map(form -> form.substring(0, Math.min(INDEXED, form.length())))
                        .toList());
        add(
                conditions,
                values,
                "(lower(content #>> '{spec,owner}') = any (?::text[]) or split_part(split_part(entity_ref, ':', 2), '/', 1) = ?)",
                qualified,
                owner.namespace());
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object... those) {
        conditions.add(condition);
        values.addAll(List.of(those));
    }

    private static ListedEntity entity(ResultSet row) throws SQLException {
        return new ListedEntity(
                row.getString("entity_ref"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("type"),
                row.getString("owner"),
                row.getString("system"),
                row.getString("telemetry_key"),
                Objects.requireNonNull(Sql.instant(row, "changed_at")));
    }
}
