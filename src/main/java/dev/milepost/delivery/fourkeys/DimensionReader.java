package dev.milepost.delivery.fourkeys;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the dimensions that match a filter. Dimensions contain the attributes of a service at the time of a fact. */
@ApplicationScoped
class DimensionReader {

    /** Follows the select list of a query. Its parameters are five arrays of names. */
    private static final String FILTERED = """
            from dimension cross join (
                select ?::text[] services, ?::text[] teams, ?::text[] systems, ?::text[] domains, ?::text[] templates) asked
            where (services = '{}' or service = any (services))
            and (teams = '{}' or team = any (teams))
            and (systems = '{}' or system = any (systems))
            and (domains = '{}' or domain = any (domains))
            and (templates = '{}' or exists (
                select 1 from unnest(templates) wanted
                where wanted in (template, template || '@' || template_version)
                or strpos(wanted, '@') > 0 and starts_with(template || '@' || template_version, wanted || '.')))
            """;

    private final Sql sql;

    DimensionReader(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param ids as an array literal
     * @param versions the matching template versions, as {@code name@version}
     */
    record MatchingDimensions(String ids, List<String> versions) {}

    MatchingDimensions find(FourKeysFilter filter) {
        return sql.query(
                        """
                        select coalesce(array_agg(id), '{}')::text as ids,
                            coalesce(array_agg(distinct template || '@' || template_version)
                                filter (where template || template_version is not null), '{}') as versions
                        """ + FILTERED,
                        row -> new MatchingDimensions(
                                row.getString("ids"), Objects.requireNonNull(Sql.texts(row, "versions"))),
                        names(filter))
                .get(0);
    }

    /**
     * The ids in each group of a scope, as array literals, by the group's key. Dimensions without a group are left out.
     */
    Map<String, String> groups(FourKeysFilter filter, RollupScope scope) {
        var groups = new HashMap<String, String>();
        sql.query(
                "select %1$s as key, array_agg(id)::text as ids %2$s and %1$s is not null group by 1"
                        .formatted(scope.key(), FILTERED),
                row -> groups.put(row.getString("key"), row.getString("ids")),
                names(filter));
        return groups;
    }

    private static Object[] names(FourKeysFilter filter) {
        return new Object[] {filter.services(), filter.teams(), filter.systems(), filter.domains(), filter.templates()};
    }
}
