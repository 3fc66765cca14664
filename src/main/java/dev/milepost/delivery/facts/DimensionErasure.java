package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasureStep;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the dimensions of owners that are erased people, as soon as recomputation has moved all facts to those of their
 * pseudonyms. The history of the owners must have been changed before.
 */
final class DimensionErasure implements ErasureStep {

    private static final String UNUSED = """
            delete from dimension d where d.team = any (?::text[])
                and (d.service = any (?::text[]) or not exists (
                    select from delivery_service where delivery_service.service = d.service))
                and not exists (select from deployment_link where dimension = d.id)
                and not exists (select from delivery where dimension = d.id)
                and not exists (select from incident_link where dimension = d.id)
            """;

    private final Sql sql;

    DimensionErasure(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "dimension";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Part run(ErasureScope scope, @Nullable String position) {
        var teams =
                sql.query("select distinct team from dimension where team is not null", row -> row.getString("team"));
        var erased = new ArrayList<String>();
        for (var team : teams) {
            if (!scope.names().replaceIn(team).equals(team)) {
                erased.add(team);
            }
        }
        if (erased.isEmpty()) {
            return Part.last(teams.size(), 0);
        }
        // Recomputation holds this lock while it uses the dimensions that it has read.
        var locked = sql.query("""
                select service from delivery_service
                where service in (select service from dimension where team = any (?::text[]))
                order by service for update skip locked
                """, row -> row.getString("service"), erased);
        int deleted = sql.update(UNUSED, erased, locked);
        boolean more = sql.query(
                        "select exists (select from dimension where team = any (?::text[])) as more",
                        row -> row.getBoolean("more"),
                        erased)
                .get(0);
        return new Part(null, teams.size(), deleted, 0, more);
    }
}
