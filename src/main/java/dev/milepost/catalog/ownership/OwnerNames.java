package dev.milepost.catalog.ownership;

import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The teams that own or owned services, by their short names. */
@ApplicationScoped
public class OwnerNames {

    // Each step finds the next name in the index. The recursion ends at the limit, since nothing above it sorts.
    private static final String ALL = """
            with recursive names as (
                (select team collate "C" as name from service_history
                where team collate "C" > ? order by team collate "C" limit 1)
                union all
                select next.name from names cross join lateral (
                    select team collate "C" as name from service_history
                    where team collate "C" > names.name order by team collate "C" limit 1) next)
            select name from names where strpos(lower(name collate "default"), ?) > 0 limit ?
            """;

    private static final String OF_SERVICES = """
            select distinct team collate "C" as name from service_history
            where service like any (?::text[]) and team collate "C" > ? and strpos(lower(team), ?) > 0
            order by name limit ?
            """;

    private final Sql sql;

    OwnerNames(Sql sql) {
        this.sql = sql;
    }

    /** Returns up to {@link NameSearch#rows()} names, in order. */
    public List<String> find(NameSearch search) {
        return search.seesAll()
                ? sql.query(ALL, row -> row.getString("name"), search.after(), search.part(), search.rows())
                : sql.query(
                        OF_SERVICES,
                        row -> row.getString("name"),
                        search.visible(),
                        search.after(),
                        search.part(),
                        search.rows());
    }
}
