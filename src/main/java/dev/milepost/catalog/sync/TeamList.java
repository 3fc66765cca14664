package dev.milepost.catalog.sync;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.OwnerNames;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The groups of the catalog, and the teams that own or owned services. */
@ApplicationScoped
class TeamList {

    // The range of refs is read along the primary key. Groups are few, also where there are many services.
    private static final String NAMES = """
            select name from (
                select case when entity_ref like 'group:default/%' then substr(entity_ref, 15)
                    else substr(entity_ref, 7) end as name
                from catalog_entity
                where entity_ref >= 'group:' and entity_ref < 'group;' and orphaned_at is null and ?::boolean
                union
                select unnest(?::text[])) named
            where name collate "C" > ? and strpos(lower(name collate "default"), ?) > 0
            order by name collate "C" limit ?
            """;

    private final Sql sql;
    private final OwnerNames owners;
    private final CatalogLookup catalog;

    TeamList(Sql sql, OwnerNames owners, CatalogLookup catalog) {
        this.sql = sql;
        this.owners = owners;
        this.catalog = catalog;
    }

    /**
     * A team.
     *
     * @param name as {@code team} parameters take it
     * @param entityRef the full ref of the Group, or of the User that owns services
     */
    record ListedTeam(String name, String entityRef, boolean inCatalog) {}

    /** Returns up to {@link NameSearch#rows()} teams, by name. */
    @Snapshot
    List<ListedTeam> find(NameSearch search) {
        var names = sql.query(
                NAMES,
                row -> row.getString("name"),
                search.seesAll(),
                owners.find(search),
                search.after(),
                search.part(),
                search.rows());
        var known = catalog.findExisting(names.stream().map(TeamList::ref).toList());
        return names.stream().map(name -> team(name, known)).toList();
    }

    private static ListedTeam team(String name, Set<String> known) {
        var ref = ref(name);
        return new ListedTeam(name, ref, known.contains(ref));
    }

    private static String ref(String name) {
        return EntityRef.parse(name, CatalogEntity.GROUP, EntityRef.DEFAULT_NAMESPACE)
                .map(EntityRef::toString)
                .orElse(name);
    }
}
